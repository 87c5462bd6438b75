//! The issues of many configs, of which a caller may want only the first.

use serde::Serialize;

use crate::report::Issue;

/// What [`first_issues`](crate::first_issues) returns. Serialises as `{ok, issues, leftOut?}`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FirstIssues {
    /// No issue is an error, nor one of those that are left out.
    pub ok: bool,
    /// The first ones.
    pub issues: Vec<Issue>,
    /// How many more there are.
    #[serde(skip_serializing_if = "is_none")]
    pub left_out: usize,
    #[serde(skip)]
    most: usize,
}

impl FirstIssues {
    pub(super) const fn of(most: usize) -> Self {
        Self { ok: true, issues: Vec::new(), left_out: 0, most }
    }

    /// Without a limit.
    pub(super) const fn all() -> Self {
        Self::of(usize::MAX)
    }

    /// With the same limit, and nothing in it.
    pub(super) const fn emptied(&self) -> Self {
        Self::of(self.most)
    }

    pub(super) fn push(&mut self, issue: Issue) {
        self.extend(vec![issue]);
    }

    pub(super) fn extend(&mut self, mut found: Vec<Issue>) {
        self.ok &= !Issue::any_error(&found);
        let room = self.most.saturating_sub(self.issues.len());
        self.left_out += found.len().saturating_sub(room);
        found.truncate(room);
        self.issues.append(&mut found);
    }

    /// What was found by itself, with the same limit.
    pub(super) fn append(&mut self, later: Self) {
        self.extend(later.issues);
        self.ok &= later.ok;
        self.left_out += later.left_out;
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
pub(super) const fn is_none(left_out: &usize) -> bool {
    *left_out == 0
}
