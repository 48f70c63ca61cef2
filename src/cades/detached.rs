//! Detached signatures over content that is pushed, piece by piece, by whoever reads it.

use crate::cades::options::{Form, Options};
use crate::cades::prepare::{Base, Plan, Prepared, contradiction};
use crate::cades::sign::complete;
use crate::crypto::Hasher;
use crate::error::{Contradiction, Error};
use crate::keys::Credential;
use crate::x509::Certificate;

/// A detached signature being prepared while its content passes by.
///
/// For content that is pushed, from a network or through a C interface; where it can be pulled,
/// [`prepare_reader`](crate::cades::prepare_reader) is simpler.
///
/// # Examples
///
/// ```
/// use antin::cades::{DetachedSigning, Options};
///
/// # fn demo(credential: &antin::keys::Credential, options: &Options) -> Result<(), antin::Error> {
/// let mut signing = DetachedSigning::new(credential.chain(), options)?;
/// signing.update(b"CHU ");
/// signing.update(b"TICH");
/// let signature = signing.sign(credential)?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct DetachedSigning {
    plan: Plan,
    base: Base,
    options: Options,
    hasher: Hasher,
}

impl DetachedSigning {
    /// Begins. The chain begins with the signer's certificate; all of it goes into the signature.
    ///
    /// # Errors
    ///
    /// As [`prepare`](crate::cades::prepare), and [`Error::ApiMisuse`] if the options ask for an
    /// attached signature.
    pub fn new(chain: &[Certificate], options: &Options) -> Result<Self, Error> {
        if options.form == Form::Attached {
            return Err(contradiction(Contradiction::AttachedWithoutContent));
        }
        let plan = Plan::new(chain, options)?;
        let hasher = Hasher::new(plan.digest);
        let base = Base::new(chain, &plan);
        Ok(Self { plan, base, options: options.clone(), hasher })
    }

    /// Takes the next piece of the content.
    pub fn update(&mut self, piece: &[u8]) {
        self.hasher.update(piece);
    }

    /// Returns the signature that waits for its value, for a key that lives elsewhere.
    pub fn prepare(self) -> Prepared<'static> {
        Prepared::new(self.plan, self.base, &self.hasher.finish(), None, &self.options)
    }

    /// Signs with a credential, whose certificate must be the one that this began with.
    ///
    /// # Errors
    ///
    /// [`Error::Key`] if the key is not the certificate's, cannot make such signatures, or refuses.
    pub fn sign(self, credential: &Credential) -> Result<Vec<u8>, Error> {
        let own = credential.certificate() == &self.plan.certificate;
        let prepared = self.prepare();
        if own {
            return complete(&prepared, credential);
        }
        let value = credential.key().sign(prepared.algorithm(), prepared.to_be_signed())?;
        prepared.finish(&value)
    }
}
