//! The real server over real HTTP, each time with its own database in a temporary folder.

// `cfg(test)` says nothing here that the folder does not, except to clippy.
#[cfg(test)]
mod access;
#[cfg(test)]
mod api;
#[cfg(test)]
mod command_line;
#[cfg(test)]
mod commands;
#[cfg(test)]
mod connections;
#[cfg(test)]
mod durable;
#[cfg(test)]
mod editor;
#[cfg(test)]
mod heads;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod list;
#[cfg(test)]
mod logs;
#[cfg(test)]
mod magic_keys;
#[cfg(test)]
mod process;
#[cfg(test)]
#[cfg(unix)]
mod readme;
#[cfg(test)]
mod recordings;
#[cfg(test)]
mod sizes;
#[cfg(test)]
mod start;
#[cfg(test)]
mod started;
#[cfg(test)]
mod unique;
#[cfg(test)]
mod vectors;
#[cfg(test)]
#[cfg(unix)]
mod warnings;
#[cfg(test)]
mod write;
