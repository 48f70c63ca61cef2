//! What time does: a seal whose time is proven outlives its certificate, one whose time is not does not.
//!
//! Each judgement can be made again from the files with `antin verify --at`, so each is at a whole day.

use std::sync::Arc;

use antin::ades::Level;
use antin::cades::{self, Options};
use antin::oid::ObjectIdentifier;
use antin::tsp::Authority;
use antin::x509::{Certificate, Crl};
use antin::{Evidence, Time};

use super::scene::{self, DOCUMENT, Scene, badly};
use crate::failure::Failure;
use crate::lang::{Text, demo as text, errors};
use crate::pki::{self, Issued};

const DAY: i64 = 86_400;
const YEAR: i64 = 365 * DAY;

/// The seals that were made on one day, and the judgements of later years.
pub(super) struct Later {
    pub(super) seals: Vec<Seal>,
    pub(super) stages: Vec<Stage>,
}

/// A seal that is kept.
pub(super) struct Seal {
    /// The name of its file.
    pub(super) name: &'static str,
    pub(super) signature: Vec<u8>,
}

/// A day on which seals are judged once more.
pub(super) struct Stage {
    pub(super) sentence: &'static Text,
    pub(super) at: Time,
    /// The revocation lists that the judge has beside the root.
    pub(super) lists: Vec<List>,
    pub(super) cases: Vec<Case>,
}

/// A revocation list, with the name of its file.
pub(super) type List = (&'static str, Vec<u8>);

/// The judgement on one seal.
pub(super) struct Case {
    pub(super) name: &'static str,
    /// The level that is demanded.
    pub(super) level: Option<Level>,
    /// The verdict that it must get.
    pub(super) wanted: &'static str,
    /// Why, where the report does not say it because nothing is wrong.
    pub(super) why: Option<&'static Text>,
}

pub(super) const ARCHIVED: &str = "archived.p7s";
pub(super) const STAMPED: &str = "without-archive-stamp.p7s";
pub(super) const BARE: &str = "without-any-stamp.p7s";

const PASSED: &str = "TOTAL-PASSED";

/// Makes the seals and the lists, and says how each must be judged.
pub(super) fn make(scene: &Scene) -> Result<Later, Failure> {
    let agency = scene::credential(&scene.agency, &scene.sub)?;
    let options = above(scene)?;
    let bare = cades::sign(DOCUMENT, &agency, &scene::options(scene.now)).map_err(badly)?;
    let stamped = cades::sign(DOCUMENT, &agency, &options(Level::Lt)).map_err(badly)?;
    let archived = cades::extend(&stamped, None, &options(Level::Lta)).map_err(badly)?;
    let seal = |name, signature| Seal { name, signature };
    Ok(Later {
        seals: vec![seal(ARCHIVED, archived), seal(STAMPED, stamped), seal(BARE, bare)],
        stages: stages(scene)?,
    })
}

/// Nothing is published about the authority of the time-stamps (RFC 9608), so the root is enough to believe it.
fn stages(scene: &Scene) -> Result<Vec<Stage>, Failure> {
    let passes = |why| Case { name: ARCHIVED, level: None, wanted: PASSED, why: Some(why) };
    let refused = |name, wanted| Case { name, level: None, wanted, why: None };
    let [two, six, twenty] = [2, 6, 20].map(|years| day(scene.now.plus_seconds(years * YEAR)));
    Ok(vec![
        Stage {
            sentence: &text::TWO_YEARS,
            at: two,
            lists: vec![
                ("2-years-root.crl", of_root(scene, two)?),
                ("2-years-sub-ca.crl", revoking(scene, two)?),
            ],
            cases: vec![
                passes(&text::OLDER_THAN_REVOCATION),
                refused(BARE, "INDETERMINATE (REVOKED_NO_POE)"),
            ],
        },
        Stage {
            sentence: &text::SIX_YEARS,
            at: six,
            lists: Vec::new(),
            cases: vec![
                passes(&text::OLDER_THAN_END),
                refused(BARE, "INDETERMINATE (OUT_OF_BOUNDS_NO_POE)"),
            ],
        },
        Stage {
            sentence: &text::TWENTY_YEARS,
            at: twenty,
            lists: Vec::new(),
            cases: vec![
                Case { level: Some(Level::Lta), ..passes(&text::OLDER_THAN_ALL) },
                refused(STAMPED, "INDETERMINATE (REVOCATION_OUT_OF_BOUNDS_NO_POE)"),
            ],
        },
    ])
}

/// A list of the root, of the day before.
fn of_root(scene: &Scene, at: Time) -> Result<Vec<u8>, Failure> {
    pki::list_of_week(&scene.root, at.plus_seconds(-DAY), &[])
}

/// A list of the CA, of the day before, on which the agency's certificate has been for a year.
fn revoking(scene: &Scene, at: Time) -> Result<Vec<u8>, Failure> {
    let (agency, time) = (certificate(&scene.agency)?, at.plus_seconds(-DAY));
    pki::list_of_week(&scene.sub, time, &[(&agency, time.plus_seconds(-YEAR))])
}

/// What the judge has in hand.
pub(super) fn evidence(lists: &[List]) -> Result<Evidence, Failure> {
    let crls: Result<Vec<_>, _> = lists.iter().map(|(_, der)| Crl::from_der(der)).collect();
    Ok(Evidence::new().with_crls(crls.map_err(badly)?))
}

/// The options of the levels above B: a time-stamp authority, and the lists of the day.
fn above(scene: &Scene) -> Result<impl Fn(Level) -> Options, Failure> {
    let credential = scene::credential(&scene.stamps, &scene.root)?;
    // 2.999 is the arc for examples.
    let policy = ObjectIdentifier::from_dotted("2.999.704.1.1.9.1")
        .ok_or_else(|| Failure::unable(&errors::PKI_FAILED).with("tsa").with("2.999"))?;
    let now = scene.now;
    let authority = Arc::new(Authority::new(credential, policy, move || now));
    let lists = [&scene.root, &scene.sub].map(|authority| pki::list_of_week(authority, now, &[]));
    let [root, sub] = lists;
    let evidence = evidence(&[("root.crl", root?), ("sub-ca.crl", sub?)])?
        .with_certificates([certificate(&scene.sub.issued)?, certificate(&scene.root.issued)?]);
    Ok(move |level| {
        let options = Options::new(level).detached().signing_time(now);
        options.timestamper(Arc::<Authority>::clone(&authority)).evidence(evidence.clone())
    })
}

fn certificate(issued: &Issued) -> Result<Certificate, Failure> {
    Certificate::from_der(&issued.certificate).map_err(badly)
}

/// The first second of the day of a time, in UTC.
fn day(time: Time) -> Time {
    time.plus_seconds(-time.to_unix().rem_euclid(DAY))
}
