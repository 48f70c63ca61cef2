//! From the judgement to the sealed package: signed, recorded, and then written.

use std::io::{Read, Seek, Write};

use crate::ades::Evidence;
use crate::crypto::{Digest, SignatureAlgorithm};
use crate::edxml::statement::Sha256;
use crate::edxml::{PreparedSeal, SealOptions, SignedSeal, prepare_seal};
use crate::error::{ApiMisuse, Error};
use crate::gateway::GatewayFault;
use crate::gateway::outbound::JudgedSending;
use crate::gateway::shared::sha256;
use crate::journal::{Decision, Kind};
use crate::receipt::Sent;

/// A package that may go out, and whose seal waits for the value of its signature.
#[derive(Debug)]
pub struct PreparedSending {
    judged: JudgedSending,
    seal: PreparedSeal,
    sent: Sent,
    /// SHA-256 of the package's octets.
    octets: Sha256,
}

impl JudgedSending {
    /// Prepares the agency's seal for the package that was judged.
    ///
    /// The evidence is what the levels LT and LTA keep.
    ///
    /// # Errors
    ///
    /// [`GatewayFault::NotAllowed`] if it may not go out, [`ApiMisuse::OtherContent`] if it is not the package that was
    /// judged; as [`prepare_seal`].
    pub fn prepare<R: Read + Seek>(
        self,
        mut package: R,
        evidence: &Evidence,
    ) -> Result<PreparedSending, GatewayFault> {
        let (true, Some(report)) = (self.is_allowed(), &self.report) else {
            return Err(GatewayFault::NotAllowed);
        };
        let (gateway, agency) = (&self.by.gateway, &self.by.agency);
        let level = gateway.rules().outbound(agency.code()).level();
        let options = SealOptions::new(agency.options(level, evidence, self.at));
        let options = options.organ(agency.code()).limits(*gateway.trust().limits());
        let seal = prepare_seal(&mut package, agency.chain(), &options)?;
        // The file may be another one since it was judged.
        if seal.package() != report.package() {
            return Err(Error::ApiMisuse(ApiMisuse::OtherContent).into());
        }
        let header = report.package().document();
        let id = header.and_then(|header| header.document_id.as_deref()).unwrap_or_default();
        let to = header.into_iter().flat_map(|header| &header.to);
        let recipients = to.filter_map(|to| to.organ_id.as_deref());
        let sent = Sent::new(Some(seal.id()), id, agency.code(), recipients);
        let octets = sha256(package)?;
        Ok(PreparedSending { judged: self, seal, sent, octets })
    }
}

impl PreparedSending {
    /// Returns what the key has to sign: the signed attributes in DER (RFC 5652 §5.4).
    pub fn to_be_signed(&self) -> &[u8] {
        self.seal.to_be_signed()
    }

    /// Returns the digest of [`to_be_signed`](Self::to_be_signed), for keys that sign digests.
    pub fn digest(&self) -> Digest {
        self.seal.digest()
    }

    /// Returns the algorithm that the key has to sign with. ECDSA values are in DER.
    pub fn algorithm(&self) -> SignatureAlgorithm {
        self.seal.algorithm()
    }

    /// Says whether a value is by the key of the agency's certificate, before it is used up by finishing.
    ///
    /// # Errors
    ///
    /// [`Error::Key`] if it does not verify with that key.
    pub fn check(&self, value: &[u8]) -> Result<(), Error> {
        self.seal.check(value)
    }

    /// Finishes the seal with the value of its signature, records it, and writes the package to `out`.
    ///
    /// # Errors
    ///
    /// As [`PreparedSeal::signed`]; [`GatewayFault::Ledger`] before anything is written; what writing reports.
    pub fn finish<R: Read + Seek, W: Write>(
        self,
        value: &[u8],
        package: R,
        out: W,
    ) -> Result<SentPackage<W>, GatewayFault> {
        Ok(self.record(value)?.write(package, out)?)
    }

    /// As [`finish`](Self::finish), with the agency's own key, if [it has one](crate::gateway::Agency::has_key).
    ///
    /// # Errors
    ///
    /// As [`finish`](Self::finish); [`Error::Credential`] if the key is elsewhere, and what it reports.
    pub fn sign<R: Read + Seek, W: Write>(
        self,
        package: R,
        out: W,
    ) -> Result<SentPackage<W>, GatewayFault> {
        Ok(self.record_signed()?.write(package, out)?)
    }

    /// Finishes the seal with the value of its signature, and records it. It is to be written then.
    ///
    /// # Errors
    ///
    /// As [`PreparedSeal::signed`]; [`GatewayFault::Ledger`].
    pub fn record(self, value: &[u8]) -> Result<RecordedSending, GatewayFault> {
        let Self { judged, seal, sent, octets } = self;
        let id = seal.id();
        recorded(&judged, seal.signed(value)?, sent, id, octets)
    }

    /// As [`record`](Self::record), with the agency's own key.
    ///
    /// # Errors
    ///
    /// As [`record`](Self::record); [`Error::Credential`] if the key is elsewhere, and what it reports.
    pub fn record_signed(self) -> Result<RecordedSending, GatewayFault> {
        let Self { judged, seal, sent, octets } = self;
        let id = seal.id();
        let signed = seal.sign(judged.by.agency.credential()?)?;
        recorded(&judged, signed, sent, id, octets)
    }
}

fn recorded(
    judged: &JudgedSending,
    signed: SignedSeal,
    sent: Sent,
    id: Sha256,
    octets: Sha256,
) -> Result<RecordedSending, GatewayFault> {
    let event = judged.event(Kind::Sealed).seal(id).decided(Decision::Accept);
    let entry = judged.by.gateway.ledger().record(judged.at, None, &event)?.entry;
    Ok(RecordedSending { signed, sent, seal: id, entry, octets })
}

/// A package that was sealed and recorded, and is to be written.
#[derive(Debug)]
pub struct RecordedSending {
    signed: SignedSeal,
    sent: Sent,
    seal: Sha256,
    entry: u64,
    octets: Sha256,
}

impl RecordedSending {
    /// Writes the package with the seal to `out`. If that fails, it can be written elsewhere.
    ///
    /// # Errors
    ///
    /// [`ApiMisuse::OtherContent`] if it is not the package that was judged and sealed; as [`SignedSeal::insert`].
    pub fn write<R: Read + Seek, W: Write>(
        &self,
        mut package: R,
        out: W,
    ) -> Result<SentPackage<W>, Error> {
        // While a key elsewhere signed, the file may have become another one of the same length.
        if sha256(&mut package)? != self.octets {
            return Err(Error::ApiMisuse(ApiMisuse::OtherContent));
        }
        let out = self.signed.insert(package, out)?;
        Ok(SentPackage { out, sent: self.sent.clone(), seal: self.seal, entry: self.entry })
    }

    /// Returns the number of the entry in the journal.
    pub fn entry(&self) -> u64 {
        self.entry
    }
}

/// A package that was sealed, recorded and written.
#[derive(Clone, Debug)]
pub struct SentPackage<W> {
    out: W,
    sent: Sent,
    seal: Sha256,
    entry: u64,
}

impl<W> SentPackage<W> {
    /// Returns where it was written to.
    pub fn into_inner(self) -> W {
        self.out
    }

    /// Returns what receipts for it are held against; keep it.
    pub fn sent(&self) -> &Sent {
        &self.sent
    }

    /// Returns the identity of the agency's seal.
    pub fn seal(&self) -> &Sha256 {
        &self.seal
    }

    /// Returns the number of the entry in the journal.
    pub fn entry(&self) -> u64 {
        self.entry
    }
}
