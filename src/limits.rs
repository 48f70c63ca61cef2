//! Every bound on work that an attacker chooses, in one place.
//!
//! Each has a name, a default and a source. What exceeds a bound is an
//! [`Error::LimitExceeded`](crate::Error::LimitExceeded), or a path that was not found for want of
//! budget; it is never a pass.

use std::time::Duration;

/// Bounds on attacker-chosen work.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a SignedData apart from its content, held in memory: 64 MiB.
    ///
    /// A signature with a chain and a time-stamp takes about 5 KB, one with CRLs of a large CA a
    /// few MB.
    pub message: usize,
    /// Bytes of all seals of one package, held in memory: 16 MiB.
    ///
    /// A seal with a time-stamp takes 10 KB; one with lists of a large CA, for decades, a few MB.
    pub seals: usize,
    /// Seals of one package: 16.
    ///
    /// A leader, the agency, and the bodies that pass it on. Each costs what a signature costs.
    pub seal_count: usize,
    /// Bytes of a statement about a package, held in memory: 4 MiB.
    ///
    /// One with a thousand attachments takes 200 KB.
    pub statement: usize,
    /// Bytes of a registry of senders, held in memory: 128 MiB.
    ///
    /// One with 100,000 bindings takes 45 MB.
    pub registry: usize,
    /// Bytes of one line of a journal, held in memory: 1 MiB.
    ///
    /// An entry takes 500 bytes, one with a time-stamp 10 KB. The longest that is written takes 900 KB.
    pub journal_line: usize,
    /// Bytes of content whose signature has no signed attributes, held in memory: 64 MiB.
    ///
    /// Such a signature is over the content itself (RFC 5652 §5.4), and the primitives take it
    /// whole. Signatures of this kind are old and small.
    pub unattributed_content: usize,
    /// Bytes of attached content held while it streams by: 8 MiB.
    ///
    /// Whether its signatures have signed attributes is known only after it. If they have none and it
    /// was longer, they cannot be judged from a stream.
    pub unattributed_stream: usize,
    /// Depth of nested constructed values: 32.
    ///
    /// A certificate needs 10, a SignedData with a time-stamp that carries a time-stamp 24. OpenSSL
    /// bounds indefinite nesting at 30 (`ASN1_MAX_CONSTRUCTED_NEST`).
    pub nesting: usize,
    /// Certificates in one message: 1,000.
    ///
    /// A chain has three; long-term validation data of several signers some dozens.
    pub certificates: usize,
    /// Blocks of one PEM file that is inspected: 10,000.
    ///
    /// The roots that browsers trust are 150. What is told of a block takes more memory than the
    /// shortest block.
    pub blocks: usize,
    /// Private keys in one PEM file that is inspected: 100.
    ///
    /// A file has one or two. Each is checked against itself, which takes milliseconds; what their
    /// passwords cost is bounded by `kdf_iterations` for all of them together.
    pub keys: usize,
    /// Extensions in one certificate or CRL: 256.
    ///
    /// A certificate has ten or so. Looking for one goes over all of them.
    pub extensions: usize,
    /// Signers in one message: 256.
    pub signers: usize,
    /// Time-stamps of one signer: 64.
    ///
    /// One for the signature and one for each renewal; renewed each year, that is a lifetime. Each
    /// costs a path and a signature verification.
    pub timestamps: usize,
    /// Bytes of one CRL: 256 MiB.
    ///
    /// The largest public CRLs have some dozens of MB. Entries are found by offsets of 32 bits.
    pub crl: usize,
    /// Answers in one OCSP response: 1,000.
    ///
    /// A response has one, as a rule (RFC 5019 §2.2.1).
    pub ocsp_answers: usize,
    /// Verifications of signatures on CRLs and OCSP answers in one judgement of a signer: 100.
    ///
    /// As many as one search for a path may have.
    pub revocation_signatures: u32,
    /// Searches for the path of who signed a CRL or an OCSP answer, in one judgement of a signer: 32.
    ///
    /// A path of three with an indirect CRL for each needs three.
    pub revocation_searches: u32,
    /// How far revocation is asked of those who answer for revocation: 4.
    ///
    /// A responder, the issuer of the CRL that it is looked up in, and the issuer of the next CRL.
    pub revocation_depth: u8,
    /// Certificates in one path, without the anchor: 16.
    ///
    /// Go and webpki stop at 6 to 10 for TLS, OpenSSL at 100; PKITS needs 7.
    pub path_depth: usize,
    /// Signature verifications in one search for a path: 100.
    ///
    /// As webpki's `Budget::default`, after CVE-2018-16875 (Go).
    pub path_signatures: u32,
    /// Candidate steps in one search for a path: 20,000.
    ///
    /// Bounds the search where the same few signatures are combined again and again
    /// (webpki: 200,000; mozilla::pkix: 250,000).
    pub path_steps: u32,
    /// Comparisons of one name with one name constraint, in one search for a path: 1,048,576.
    ///
    /// As OpenSSL's `NAME_CHECK_MAX` and BoringSSL, whose suites have cases on both sides of it
    /// (webpki and Go 1.10 stop at 250,000, after CVE-2018-16875).
    pub name_constraints: u32,
    /// Nodes of the policy graph, per path: 4,096.
    ///
    /// RFC 9618 §1 bounds the graph by depth × policies; this bounds the product, against
    /// certificates with thousands of policies and mappings (CVE-2023-0464).
    pub policy_nodes: usize,
    /// Bytes of a file of evidence: 512 MiB.
    ///
    /// Two CRLs of the greatest length that is read.
    pub evidence_bytes: usize,
    /// Pieces in a file of evidence, and in a folder of them: 10,000.
    ///
    /// All authorities of a country with their lists are some hundreds.
    pub evidence_items: usize,
    /// Bytes of one tag, text or comment of an XML document: 1 MiB.
    ///
    /// The longest texts of packages are certificates in a `Signature`, some thousands. libxml2
    /// stops at 10 MB without `XML_PARSE_HUGE`. The text of attachments is not held, and not bounded.
    pub xml_token: usize,
    /// Attributes of one XML element: 64.
    ///
    /// A `Reference` of .NET senders has six. Each is compared with the others.
    pub xml_attributes: usize,
    /// Declarations of namespaces that are in force at once: 1,024.
    ///
    /// Documents have two or three. Each name is looked up among them.
    pub xml_declarations: usize,
    /// Depth of nested XML elements: 64.
    ///
    /// The deepest element of a package has nine above it, one of a XAdES signature fifteen. libxml2
    /// stops at 256, .NET's `XmlDictionaryReaderQuotas` at 32.
    pub xml_depth: usize,
    /// Elements, texts, comments and references of an XML document: 200,000.
    ///
    /// A package to 10,000 recipients has 120,000.
    pub xml_nodes: usize,
    /// Bytes of an XML document apart from attachments, held in memory: 16 MiB.
    ///
    /// The header of a package has 5 KB; 200 bytes more for each recipient.
    pub xml_held: usize,
    /// Attachments of one package: 1,000.
    ///
    /// As the entries of a ZIP that vendors send; packages seen have one to five.
    pub attachments: usize,
    /// Bytes of one attachment, as carried and unwrapped: 4 GiB.
    ///
    /// Vendors stop at 50 MB; archives of one entry beyond this need ZIP64, which the axis' SDK does
    /// not write.
    pub attachment: u64,
    /// Archives of one entry within each other that are unwrapped around an attachment: 3.
    ///
    /// One by the sender's SDK, one by the hub, and one to see that it was not enough.
    pub archive_depth: usize,
    /// Fetches of revocation data that one gathering may make, redirections and retries counted: 64.
    ///
    /// Two signers with a time-stamp each, chains of three, and a CRL and an answer for each
    /// certificate make 24.
    pub fetches: u32,
    /// Fetches of issuers that one gathering may make beside those: 16.
    ///
    /// A document lacks one or two. What does not chain to an anchor must not cost what does its
    /// revocation data.
    pub issuer_fetches: u32,
    /// Addresses of one kind in one certificate that are asked: 8.
    ///
    /// Certificates have one to three.
    pub addresses: usize,
    /// Bytes that one gathering may fetch: 256 MiB.
    ///
    /// Four CRLs of the greatest length that is fetched. All are in memory together.
    pub fetched_bytes: u64,
    /// Time that one gathering may take: 600 s.
    ///
    /// Twenty attempts that time out one after the other; all that can be is asked at once.
    pub gathering: Duration,
    /// Iterations of PBKDF2, or of the PKCS#12 derivation: 10,000,000.
    ///
    /// OWASP asks for 600,000; Windows and keytool use up to 100,000. A file that asks for more than
    /// this wants to keep a processor busy.
    pub kdf_iterations: u32,
    /// Bytes of memory for scrypt: 256 MiB.
    ///
    /// OpenSSL writes N = 2^14, r = 8 (16 MiB); age's N = 2^18 needs all of this.
    pub kdf_memory: u64,
    /// Bytes of one manifest of a container, held in memory: 4 MiB.
    ///
    /// A reference takes 400 octets, so this is room for 10,000 files.
    pub manifest: usize,
    /// Entries in one ZIP file: 10,000.
    ///
    /// A package has a dozen. Each costs two headers; EU DSS stops at 1,000 files.
    pub zip_entries: usize,
    /// Bytes of the directory of a ZIP file, held in memory: 16 MiB.
    ///
    /// 10,000 entries with names of 200 octets take 3 MB; a name can have 64 KiB.
    pub zip_directory: usize,
    /// How many times its own length a ZIP file may unpack to: 100.
    ///
    /// As EU DSS (`SecureContainerHandler`). DEFLATE reaches 1,032, text some 10.
    pub zip_ratio: u64,
    /// Bytes that a ZIP file may unpack to, however short it is: 1 MiB.
    ///
    /// As EU DSS, which asks for no ratio below.
    pub zip_unpacked: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl Limits {
    /// The defaults.
    pub const DEFAULT: Self = Self {
        message: 64 << 20,
        seals: 16 << 20,
        seal_count: 16,
        statement: 4 << 20,
        registry: 128 << 20,
        journal_line: 1 << 20,
        unattributed_content: 64 << 20,
        unattributed_stream: 8 << 20,
        nesting: 32,
        certificates: 1_000,
        blocks: 10_000,
        keys: 100,
        extensions: 256,
        signers: 256,
        timestamps: 64,
        crl: 256 << 20,
        ocsp_answers: 1_000,
        revocation_signatures: 100,
        revocation_searches: 32,
        revocation_depth: 4,
        path_depth: 16,
        path_signatures: 100,
        path_steps: 20_000,
        name_constraints: 1 << 20,
        policy_nodes: 4_096,
        evidence_bytes: 512 << 20,
        evidence_items: 10_000,
        xml_token: 1 << 20,
        xml_attributes: 64,
        xml_declarations: 1_024,
        xml_depth: 64,
        xml_nodes: 200_000,
        xml_held: 16 << 20,
        attachments: 1_000,
        attachment: 4 << 30,
        archive_depth: 3,
        fetches: 64,
        issuer_fetches: 16,
        addresses: 8,
        fetched_bytes: 256 << 20,
        gathering: Duration::from_secs(600),
        kdf_iterations: 10_000_000,
        kdf_memory: 256 << 20,
        manifest: 4 << 20,
        zip_entries: 10_000,
        zip_directory: 16 << 20,
        zip_ratio: 100,
        zip_unpacked: 1 << 20,
    };
}
