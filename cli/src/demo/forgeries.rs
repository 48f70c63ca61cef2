//! Four forgeries, and the verdict that each must get.

use antin::cades;
use antin::keys::Credential;

use super::scene::{self, DOCUMENT, Scene};
use crate::failure::Failure;
use crate::lang::{Text, demo as text};
use crate::pki::{Authority, Kind, Order};

/// A forged document with its signature.
pub(super) struct Forgery {
    /// The name of its file.
    pub(super) name: &'static str,
    pub(super) sentence: &'static Text,
    pub(super) document: Vec<u8>,
    pub(super) signature: Vec<u8>,
    /// The verdict that each of its signatures must get.
    pub(super) wanted: &'static str,
}

/// Another document, for the stolen signature.
const OTHER: &str = "QUYẾT ĐỊNH\nVề việc chuyển toàn bộ kinh phí cho kẻ gian\n";

const YEAR: i64 = 365 * 86_400;

/// Makes the forgeries.
pub(super) fn make(scene: &Scene) -> Result<Vec<Forgery>, Failure> {
    Ok(vec![changed_byte(scene), foreign_root(scene)?, expired(scene)?, stolen(scene)])
}

fn changed_byte(scene: &Scene) -> Forgery {
    let mut document = DOCUMENT.to_vec();
    let middle = document.len() / 2;
    if let Some(byte) = document.get_mut(middle) {
        *byte ^= 1;
    }
    Forgery {
        name: "1-changed-byte.pdf",
        sentence: &text::CHANGED_BYTE,
        document,
        signature: scene.signature.clone(),
        wanted: "TOTAL-FAILED (HASH_FAILURE)",
    }
}

/// Names are no proof: the forger's PKI has exactly the same.
pub(super) fn foreign(scene: &Scene) -> Result<Credential, Failure> {
    let long_ago = scene.now.plus_seconds(-8 * YEAR);
    let root = Authority::root_with(&Order::usual(Kind::Root, long_ago), scene::quick_key()?);
    let root = root.map_err(scene::made_badly)?;
    let sub_order = Order::usual(Kind::SubCa, long_ago);
    let sub = root.issue_authority_with(&sub_order, scene::quick_key()?);
    let sub = sub.map_err(scene::made_badly)?;
    let order = Order::usual(Kind::Agency, scene.now.plus_seconds(-YEAR));
    let agency = sub.issue_with(&order, &scene::quick_key()?).map_err(scene::made_badly)?;
    scene::credential(&agency, &sub)
}

fn foreign_root(scene: &Scene) -> Result<Forgery, Failure> {
    let credential = foreign(scene)?;
    Ok(Forgery {
        name: "2-foreign-root.pdf",
        sentence: &text::FOREIGN_ROOT,
        document: DOCUMENT.to_vec(),
        signature: cades::sign(DOCUMENT, &credential, &scene::options(scene.now))
            .map_err(scene::badly)?,
        wanted: "INDETERMINATE (NO_CERTIFICATE_CHAIN_FOUND)",
    })
}

/// A claimed time proves nothing: an expired key could have signed at any time.
fn expired(scene: &Scene) -> Result<Forgery, Failure> {
    let mut order = Order::usual(Kind::Agency, scene.now.plus_seconds(-6 * YEAR));
    order.not_after = scene.now.plus_seconds(-YEAR);
    let old = scene.sub.issue_with(&order, &scene.agency_key).map_err(scene::made_badly)?;
    let credential = scene::credential(&old, &scene.sub)?;
    Ok(Forgery {
        name: "3-expired-certificate.pdf",
        sentence: &text::EXPIRED,
        document: DOCUMENT.to_vec(),
        signature: cades::sign(DOCUMENT, &credential, &scene::options(scene.now))
            .map_err(scene::badly)?,
        wanted: "INDETERMINATE (OUT_OF_BOUNDS_NO_POE)",
    })
}

fn stolen(scene: &Scene) -> Forgery {
    Forgery {
        name: "4-stolen-signature.txt",
        sentence: &text::STOLEN,
        document: OTHER.as_bytes().to_vec(),
        signature: scene.signature.clone(),
        wanted: "TOTAL-FAILED (HASH_FAILURE)",
    }
}
