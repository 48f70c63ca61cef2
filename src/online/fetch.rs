//! Fetching one thing: an OCSP answer, a CRL, the certificate of an issuer.

use std::time::Duration;

use base64ct::{Base64, Encoding};

use crate::ades::Origin;
use crate::cms::SignedData;
use crate::crypto;
use crate::error::{Error, NetworkError};
use crate::online::budget::Budget;
use crate::online::client::Client;
use crate::online::gathered::Fault;
use crate::online::transport::{Answer, Ask};
use crate::online::validator;
use crate::revocation::ocsp::{Request, RequestMismatch, Response, ResponseStatus};
use crate::x509::{self, Certificate, Crl};

/// What an attempt may take if nothing else was said.
const PATIENCE: Duration = Duration::from_secs(30);

const OCSP_REPLY: &str = "application/ocsp-response";

impl Client {
    /// Asks a responder (RFC 6960 appendix A) and compares the answer with the question. Who signed it
    /// is not looked at here.
    pub(super) fn fetch_ocsp(
        &self,
        address: &str,
        certificate: &Certificate,
        issuer_spki: &[u8],
        budget: &Budget,
    ) -> Result<Response, Fault> {
        let request = Request::new(certificate, issuer_spki)?;
        let (request, answer) = match self.options().ocsp_by_get {
            true => self.ocsp_get(address, request, budget)?,
            false => self.ocsp_post(address, request, budget)?,
        };
        let response = read(&answer, OCSP_REPLY, |body| {
            // RFC 6960 §2.3: an answer that is none says why.
            match ResponseStatus::of(body)? {
                ResponseStatus::Successful => Response::from_der(body),
                refused => Err(Error::Network(NetworkError::Responder(number(refused)))),
            }
        })?;
        match request.check(&response) {
            // RFC 5019 §4: answers that were prepared have none; then their age decides.
            Ok(()) | Err(RequestMismatch::NonceMissing) => Ok(response),
            Err(mismatch) => Err(Fault::Mismatch(mismatch)),
        }
    }

    /// RFC 6960 §A.1, with a nonce of 32 octets (RFC 9654 §2.1).
    fn ocsp_post(
        &self,
        address: &str,
        request: Request,
        budget: &Budget,
    ) -> Result<(Request, Answer), Fault> {
        let mut nonce = [0_u8; 32];
        crypto::default_provider().random(&mut nonce)?;
        let asked = request.clone().with_nonce(&nonce)?;
        let body = asked.to_der();
        let post = Some(("application/ocsp-request", body.as_slice()));
        match self.ask(&self.plain(address, post, OCSP_REPLY), budget) {
            Ok(answer) => Ok((asked, answer)),
            Err(NetworkError::Status(405 | 501)) => self.ocsp_get(address, request, budget),
            Err(error) => Err(error.into()),
        }
    }

    /// RFC 5019 §5: the request in Base64, and that in the path.
    fn ocsp_get(
        &self,
        address: &str,
        request: Request,
        budget: &Budget,
    ) -> Result<(Request, Answer), Fault> {
        let coded = Base64::encode_string(&request.to_der());
        let coded = coded.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
        let address = format!("{}/{coded}", address.trim_end_matches('/'));
        let answer = self.ask(&self.plain(&address, None, OCSP_REPLY), budget)?;
        Ok((request, answer))
    }

    /// Fetches a CRL (RFC 5280 §4.2.1.13), unless it is the one that is known: then `None`.
    pub(super) fn fetch_crl(
        &self,
        address: &str,
        known: Option<&Origin>,
        origin: Origin,
        budget: &Budget,
    ) -> Result<Option<(Crl, Origin)>, Fault> {
        // RFC 9110 §13.1.3: the entity tag counts where there are both.
        let tag = known
            .and_then(Origin::etag)
            .filter(|tag| validator::is_tag(tag))
            .map(|tag| ("if-none-match", tag.to_owned()));
        let date = known.and_then(Origin::last_modified).filter(|date| validator::is_date(date));
        let date = date.map(|date| ("if-modified-since", date.to_owned()));
        let conditions: Vec<_> = tag.into_iter().chain(date).collect();
        let bytes = self.options().crl_bytes;
        let plain = self.plain(address, None, "application/pkix-crl");
        let answer = self.ask(&Ask { conditions: &conditions, bytes, ..plain }, budget)?;
        if answer.not_modified {
            return Ok(None);
        }
        let lists = read(&answer, "application/pkix-crl", x509::crls)?;
        let [crl] = lists.as_slice() else { return Err(NetworkError::AnswerMismatch.into()) };
        let origin = origin
            .with_etag(answer.etag.filter(|tag| validator::is_tag(tag)))
            .with_last_modified(answer.last_modified.filter(|date| validator::is_date(date)));
        Ok(Some((crl.clone(), origin)))
    }

    /// Fetches certificates (RFC 5280 §4.2.2.1): one in DER, or a bundle in CMS.
    pub(super) fn fetch_certificates(
        &self,
        address: &str,
        budget: &Budget,
    ) -> Result<Vec<Certificate>, Fault> {
        const KIND: &str = "application/pkix-cert";
        let answer = self.ask(&self.plain(address, None, KIND), budget)?;
        Ok(read(&answer, KIND, |body| match x509::certificates(body) {
            Ok(found) => Ok(found),
            // RFC 5280 §4.2.2.1: a "certs-only" message.
            Err(error) => match SignedData::from_bytes(body) {
                Ok(bundle) => Ok(bundle.certificates().to_vec()),
                Err(_) => Err(error),
            },
        })?)
    }

    fn plain<'a>(
        &self,
        url: &'a str,
        post: Option<(&'static str, &'a [u8])>,
        accept: &'static str,
    ) -> Ask<'a> {
        let options = self.options();
        let (bytes, attempt) = (options.answer_bytes, options.attempt_or(PATIENCE));
        Ask { url, named: false, post, accept, conditions: &[], bytes, attempt }
    }
}

/// Reads an answer; where that fails and the content type says something else, that is the reason.
fn read<T>(
    answer: &Answer,
    kind: &str,
    read: impl FnOnce(&[u8]) -> Result<T, Error>,
) -> Result<T, Error> {
    read(&answer.body).map_err(|error| {
        let told = answer.content_type.as_deref().unwrap_or(kind);
        let is_page = told.starts_with("text/") || told.starts_with("application/json");
        match error {
            Error::Malformed(_) if is_page => Error::Network(NetworkError::ContentType),
            error => error,
        }
    })
}

fn number(status: ResponseStatus) -> u8 {
    match status {
        ResponseStatus::Successful => 0,
        ResponseStatus::MalformedRequest => 1,
        ResponseStatus::InternalError => 2,
        ResponseStatus::TryLater => 3,
        ResponseStatus::SignatureRequired => 5,
        ResponseStatus::Unauthorized => 6,
    }
}
