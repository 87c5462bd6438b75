//! Core's sources, as far as types and comments go.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use syn::{Attribute, Expr, Fields, ImplItem, Item, ItemEnum, ItemStruct, Lit, Pat, ReturnType, Stmt, Type};

use super::{ENUMS, comment};

/// By name: no two types of core's public face share one.
#[derive(Default)]
pub(super) struct Sources {
    structs: BTreeMap<String, ItemStruct>,
    enums: BTreeMap<String, ItemEnum>,
    /// By type, then by name.
    methods: BTreeMap<String, BTreeMap<String, syn::ImplItemFn>>,
}

impl Sources {
    pub(super) fn read(folder: &str) -> Result<Self> {
        let mut sources = Self::default();
        sources.add_folder(Path::new(folder))?;
        Ok(sources)
    }

    fn add_folder(&mut self, folder: &Path) -> Result<()> {
        for entry in fs::read_dir(folder).with_context(|| format!("could not list {}", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() {
                self.add_folder(&path)?;
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).with_context(|| format!("could not read {}", path.display()))?;
                let file = syn::parse_file(&text).with_context(|| format!("could not parse {}", path.display()))?;
                file.items.into_iter().for_each(|item| self.add(item));
            }
        }
        Ok(())
    }

    fn add(&mut self, item: Item) {
        match item {
            Item::Struct(item) if is_public(&item.vis) => drop(self.structs.insert(item.ident.to_string(), item)),
            Item::Enum(item) if is_public(&item.vis) => drop(self.enums.insert(item.ident.to_string(), item)),
            Item::Impl(item) if item.trait_.is_none() => {
                let methods = self.methods.entry(last_name(&item.self_ty)).or_default();
                methods.extend(item.items.into_iter().filter_map(|item| match item {
                    ImplItem::Fn(method) => Some((method.sig.ident.to_string(), method)),
                    _ => None,
                }));
            }
            _ => {}
        }
    }

    pub(super) fn docs_of(&self, rust: &str) -> Result<String> {
        let item = self.structs.get(rust).with_context(|| format!("core has no struct {rust}"))?;
        let names = item.fields.iter().filter_map(|field| field.ident.as_ref()).map(ToString::to_string);
        // Fields are called as they serialise.
        Ok(names.fold(docs(&item.attrs), |docs, name| {
            docs.replace(&format!("`{name}`"), &format!("`{}`", camel_case(&name)))
        }))
    }

    /// The comment and the type of what serialises under `key`: a field, or what a method of that name answers.
    pub(super) fn member(&self, rust: &str, key: &str, optional: bool) -> Result<(String, String)> {
        let fields = self.structs.get(rust).map(|item| &item.fields);
        let named = |ident: &syn::Ident| camel_case(&ident.to_string()) == key;
        if let Some(Fields::Named(fields)) = fields
            && let Some(field) = fields.named.iter().find(|field| field.ident.as_ref().is_some_and(named))
            && is_public(&field.vis)
        {
            return Ok((docs(&field.attrs), type_of(&field.ty, optional)?));
        }
        let mut methods = self.methods.get(rust).into_iter().flat_map(BTreeMap::values);
        let method = methods.find(|method| named(&method.sig.ident));
        let method = method.with_context(|| format!("{rust} has neither a public field nor a method for `{key}`"))?;
        let ReturnType::Type(_, answer) = &method.sig.output else { bail!("{rust}::{key} answers nothing") };
        Ok((docs(&method.attrs), type_of(answer, optional)?))
    }

    /// An enum as a union of its values.
    pub(super) fn union(&self, rust: &str, name: &str) -> Result<String> {
        let item = self.enums.get(rust).with_context(|| format!("core has no enum {rust}"))?;
        let mut text = comment("", &docs(&item.attrs));
        write!(text, "export type {name} =")?;
        for variant in &item.variants {
            let ident = variant.ident.to_string();
            let value = self.value(rust, &ident)?;
            text.push('\n');
            text.push_str(&comment("  ", &docs(&variant.attrs)));
            write!(text, "  | {value}")?;
        }
        text.push_str(";\n");
        Ok(text)
    }

    /// What a method without arguments makes of a variant: `match self { Self::Variant => "text", … }`. A type without such a
    /// method, which core never writes, is called in kebab-case.
    fn value(&self, rust: &str, variant: &str) -> Result<String> {
        let methods = self.methods.get(rust);
        let method = methods.and_then(|all| ["as_str", "name", "number"].into_iter().find_map(|name| all.get(name)));
        let Some(method) = method else { return Ok(format!("\"{}\"", kebab_case(variant))) };
        let says = format!("what {rust}::{} makes of {variant}", method.sig.ident);
        let Some(Stmt::Expr(Expr::Match(expression), _)) = method.block.stmts.first() else {
            bail!("{says} cannot be read: let it be one `match self`");
        };
        let value = expression.arms.iter().find_map(|arm| {
            let Pat::Path(path) = &arm.pat else { return None };
            let Expr::Lit(literal) = arm.body.as_ref() else { return None };
            let is_it = path.path.segments.last().is_some_and(|last| last.ident == variant);
            match &literal.lit {
                Lit::Str(text) if is_it => Some(format!("\"{}\"", text.value())),
                Lit::Int(number) if is_it => Some(number.base10_digits().to_owned()),
                _ => None,
            }
        });
        value.with_context(|| format!("{says} cannot be read: give it an arm of its own, with a text or a number"))
    }
}

fn is_public(visibility: &syn::Visibility) -> bool {
    matches!(visibility, syn::Visibility::Public(_))
}

/// The doc comment, without what only Rust has: links, and how a type serialises, which is always the end of it.
pub(super) fn docs(attributes: &[Attribute]) -> String {
    let lines = attributes.iter().filter_map(|attribute| match &attribute.meta {
        syn::Meta::NameValue(meta) if meta.path.is_ident("doc") => match &meta.value {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Some(text.value().trim().to_owned()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    });
    let text = lines.collect::<Vec<_>>().join("\n").replace("[`", "`").replace("`]", "`").replace("`None`", "`null`");
    let end = ["Serialises", "In JSON: ", "Ordered: "].into_iter().filter_map(|words| text.find(words)).min();
    text.get(..end.unwrap_or(text.len())).unwrap_or_default().trim().to_owned()
}

/// As TypeScript has it; what may be left out is not null besides.
fn type_of(rust: &Type, optional: bool) -> Result<String> {
    let rust = match rust {
        Type::Reference(reference) => reference.elem.as_ref(),
        other => other,
    };
    if let Type::Slice(slice) = rust {
        return Ok(format!("{}[]", type_of(&slice.elem, false)?));
    }
    let name = last_name(rust);
    Ok(match name.as_str() {
        "Option" => {
            let inner = type_of(argument(rust)?, false)?;
            if optional { inner } else { format!("{inner} | null") }
        }
        "Vec" => {
            let inner = type_of(argument(rust)?, false)?;
            if inner.contains([' ', '|']) && !inner.starts_with('{') {
                format!("({inner})[]")
            } else {
                format!("{inner}[]")
            }
        }
        "String" | "str" | "PhoneNumber" => "string".to_owned(),
        "bool" => "boolean".to_owned(),
        "u8" | "u16" | "u32" | "u64" | "usize" | "i64" => "number".to_owned(),
        "Value" => "unknown".to_owned(),
        "Code" => "RuleCode".to_owned(),
        "Path" => "(string | number)[]".to_owned(),
        "KnownConfig" | "Issue" | "LineReport" => name,
        _ => match ENUMS.into_iter().find(|(rust, _)| *rust == name) {
            Some((_, name)) => name.to_owned(),
            None => bail!("no type of TypeScript is known for `{name}`"),
        },
    })
}

fn argument(rust: &Type) -> Result<&Type> {
    let Type::Path(path) = rust else { bail!("a type without a name") };
    let last = path.path.segments.last().context("an empty path")?;
    let syn::PathArguments::AngleBracketed(arguments) = &last.arguments else { bail!("{} of what?", last.ident) };
    match arguments.args.first() {
        Some(syn::GenericArgument::Type(inner)) => Ok(inner),
        _ => bail!("{} of what?", last.ident),
    }
}

fn last_name(rust: &Type) -> String {
    match rust {
        Type::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default(),
        _ => String::new(),
    }
}

fn camel_case(snake: &str) -> String {
    let mut words = snake.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| {
        let mut letters = word.chars();
        name + &letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect::<String>()
    })
}

fn kebab_case(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !text.is_empty() {
            text.push('-');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_written_as_they_serialise() {
        let cases = [("e164", "e164"), ("calling_code", "callingCode"), ("sample_rate_hz", "sampleRateHz")];
        for (snake, camel) in cases {
            assert_eq!(camel_case(snake), camel);
        }
        for (name, kebab) in
            [("Mobile", "mobile"), ("DialString", "dial-string"), ("FixedLineOrMobile", "fixed-line-or-mobile")]
        {
            assert_eq!(kebab_case(name), kebab);
        }
    }

    #[test]
    fn comments_lose_what_only_rust_has() {
        let item: ItemStruct = syn::parse_quote! {
            /// See [`Other`], or `None`.
            ///
            /// Serialises as `{a}`.
            struct Example;
        };
        assert_eq!(docs(&item.attrs), "See `Other`, or `null`.");
    }

    #[test]
    fn values_come_from_the_methods_that_write_them() {
        let mut sources = Sources::default();
        let file: syn::File = syn::parse_quote! {
            /// Loud or not.
            pub enum Volume {
                /// Much.
                Loud,
                VeryQuiet,
            }
            impl Volume {
                pub fn as_str(self) -> &'static str {
                    match self {
                        Self::Loud => "ff",
                        Self::VeryQuiet => "pp",
                    }
                }
            }
        };
        file.items.into_iter().for_each(|item| sources.add(item));
        let union = sources.union("Volume", "V").unwrap();
        assert_eq!(union, "\n/** Loud or not. */\nexport type V =\n  /** Much. */\n  | \"ff\"\n  | \"pp\";\n");
        // What cannot be read stops the generator, which would guess otherwise.
        let odd: syn::ItemImpl = syn::parse_quote! {
            impl Volume {
                pub fn as_str(self) -> &'static str {
                    if matches!(self, Self::Loud) { "ff" } else { "pp" }
                }
            }
        };
        sources.add(Item::Impl(odd));
        let refused = sources.union("Volume", "V").unwrap_err().to_string();
        assert_eq!(refused, "what Volume::as_str makes of Loud cannot be read: let it be one `match self`");
    }
}
