//! An occasion's id: made from its name, and unique among the booth's occasions. It holds no hyphen:
//! consumers of the original split `config-<id>` there.

use crema_api::ids::OccasionId;

use crate::fault::Fault;
use crate::kernel::cascade::Cascade;

/// Maximum bytes of the part that comes from the name.
const SLUG_BYTES_MAX: usize = 40;

/// Returns a new id for an occasion of this name: `coffee_at_rustfest`, or with a count at the end.
pub(super) fn new_id(cascade: &Cascade<'_>, name: &str) -> Result<OccasionId, Fault> {
    let slug = slug_of(name);
    let mut id = slug.clone();
    let mut count = 1;
    let taken = |id: &str| {
        cascade.query_one("SELECT 1 FROM config_occasions WHERE id = ?1", &[&id], |_| Ok(()))
    };
    while taken(&id)?.is_some() {
        count += 1;
        id = format!("{slug}_{count}");
    }
    Ok(OccasionId(id))
}

fn slug_of(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars() {
        if slug.len() >= SLUG_BYTES_MAX {
            break;
        }
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.ends_with('_') && !slug.is_empty() {
            slug.push('_');
        }
    }
    let slug = slug.trim_end_matches('_');
    if slug.is_empty() { "occasion".to_owned() } else { slug.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::slug_of;

    #[test]
    fn names_become_ids() {
        assert_eq!(slug_of("Coffee at Rustfest!"), "coffee_at_rustfest");
        assert_eq!(slug_of("珈琲"), "occasion");
        assert_eq!(slug_of("--- 2026"), "2026");
    }
}
