// The numbers of include/antin.h by which things are chosen and told.
//
// A newer library may give a number that has no name here; it is handed on as it is.

namespace Antin
{
    /// <summary>How a call ended. Numbers never change.</summary>
    public enum ErrorCode : uint
    {
        /// <summary>The call did what it should.</summary>
        Ok = 0,
        /// <summary>An argument that must be there is not.</summary>
        NullArgument = 1,
        /// <summary>An argument is none that this call takes, or two contradict each other.</summary>
        InvalidArgument = 2,
        /// <summary>The object has done its work already.</summary>
        AlreadyUsed = 3,
        /// <summary>There is a judgement, and it is no pass.</summary>
        Rejected = 4,
        /// <summary>What was asked for is not there.</summary>
        Absent = 5,
        /// <summary>Input is not well-formed.</summary>
        Malformed = 16,
        /// <summary>Input is legal, but needs something that the library does not do.</summary>
        Unsupported = 17,
        /// <summary>Input asks for more work than the limits allow.</summary>
        LimitExceeded = 18,
        /// <summary>A policy file cannot be followed.</summary>
        Policy = 19,
        /// <summary>The next registry should be there by now; nothing is decided by this one.</summary>
        RegistryPast = 20,
        /// <summary>A certificate or chain cannot be used as asked.</summary>
        Credential = 31,
        /// <summary>A key cannot be used: wrong password, wrong type, refused, or the value is not by it.</summary>
        Key = 32,
        /// <summary>The network failed, or an address may not be asked.</summary>
        Network = 48,
        /// <summary>A time-stamping authority refused, or answered something else than was asked.</summary>
        Timestamp = 49,
        /// <summary>Something outside of the library failed, such as starting a thread.</summary>
        Other = 64,
        /// <summary>The ledger could not record or read; nothing was acknowledged or handed out.</summary>
        Ledger = 65,
        /// <summary>A bug in the library. Please report it.</summary>
        Internal = 255,
    }

    /// <summary>A language for people.</summary>
    public enum Language : uint
    {
        /// <summary>English.</summary>
        English = 1,
        /// <summary>Vietnamese.</summary>
        Vietnamese = 2,
    }

    /// <summary>A provider of cryptography.</summary>
    public enum Provider : uint
    {
        /// <summary>The default: ring.</summary>
        Ring = 1,
        /// <summary>Faster at RSA, if the library was built with it: AWS-LC.</summary>
        AwsLcRs = 2,
    }

    /// <summary>A format of signatures.</summary>
    public enum Format : uint
    {
        /// <summary>CMS and CAdES (RFC 5652, ETSI EN 319 122-1).</summary>
        Cades = 1,
        /// <summary>
        /// A container of files, each signature being CAdES over a manifest (ETSI EN 319 162-1), as seals are.
        /// Reports have it; signatures are not made by it.
        /// </summary>
        AsicE = 2,
        /// <summary>A container of one file with the CAdES signatures over it. Reports have it.</summary>
        AsicS = 3,
    }

    /// <summary>A level of advanced signatures.</summary>
    public enum Level : uint
    {
        /// <summary>No advanced signature at all.</summary>
        None = 0,
        /// <summary>The signature alone.</summary>
        B = 1,
        /// <summary>With a time-stamp.</summary>
        T = 2,
        /// <summary>With what a judgement needs.</summary>
        LT = 3,
        /// <summary>With archive time-stamps.</summary>
        Lta = 4,
    }

    /// <summary>Where the document is.</summary>
    public enum Packaging : uint
    {
        /// <summary>Beside the signature, as with <c>.p7s</c> files. This is the default.</summary>
        Detached = 1,
        /// <summary>In the signature, as in <c>.p7m</c> files.</summary>
        Attached = 2,
    }

    /// <summary>A signature algorithm.</summary>
    public enum Algorithm : uint
    {
        /// <summary>None: the signature is finished.</summary>
        None = 0,
        /// <summary>RSASSA-PKCS1-v1_5 with SHA-256.</summary>
        RsaPkcs1Sha256 = 1,
        /// <summary>RSASSA-PKCS1-v1_5 with SHA-384.</summary>
        RsaPkcs1Sha384 = 2,
        /// <summary>RSASSA-PKCS1-v1_5 with SHA-512.</summary>
        RsaPkcs1Sha512 = 3,
        /// <summary>RSASSA-PSS with SHA-256, and a salt of 32 bytes.</summary>
        RsaPssSha256 = 4,
        /// <summary>RSASSA-PSS with SHA-384, and a salt of 48 bytes.</summary>
        RsaPssSha384 = 5,
        /// <summary>RSASSA-PSS with SHA-512, and a salt of 64 bytes.</summary>
        RsaPssSha512 = 6,
        /// <summary>ECDSA with SHA-256. Values are in DER.</summary>
        EcdsaSha256 = 7,
        /// <summary>ECDSA with SHA-384. Values are in DER.</summary>
        EcdsaSha384 = 8,
        /// <summary>ECDSA with SHA-512. Values are in DER.</summary>
        EcdsaSha512 = 9,
        /// <summary>Ed25519, over the message itself.</summary>
        Ed25519 = 10,
    }

    /// <summary>A digest algorithm.</summary>
    public enum DigestAlgorithm : uint
    {
        /// <summary>SHA-256.</summary>
        Sha256 = 2,
        /// <summary>SHA-384.</summary>
        Sha384 = 3,
        /// <summary>SHA-512.</summary>
        Sha512 = 4,
    }

    /// <summary>What to demand of revocation status.</summary>
    public enum Revocation : uint
    {
        /// <summary>The status of every certificate. This is the default.</summary>
        Require = 1,
        /// <summary>Whatever is at hand; without any, a signature passes with a warning.</summary>
        IfPresent = 2,
    }

    /// <summary>A purpose of a certificate.</summary>
    public enum Purpose : uint
    {
        /// <summary>Any use: key usage is not looked at.</summary>
        Any = 1,
        /// <summary>Signatures on documents.</summary>
        Document = 2,
        /// <summary>Signatures on OCSP answers.</summary>
        OcspSigning = 3,
        /// <summary>Time-stamps.</summary>
        TimeStamping = 4,
        /// <summary>TLS servers.</summary>
        TlsServer = 5,
    }

    /// <summary>A form of names in certificates.</summary>
    public enum NameForm : uint
    {
        /// <summary>A host name.</summary>
        Dns = 1,
        /// <summary>An e-mail address.</summary>
        Email = 2,
        /// <summary>An IP address.</summary>
        Ip = 3,
    }

    /// <summary>What a judgement says, by ETSI EN 319 102-1.</summary>
    public enum Verdict : uint
    {
        /// <summary>INDETERMINATE: what is at hand is not enough to decide.</summary>
        Indeterminate = 0,
        /// <summary>TOTAL-PASSED.</summary>
        Passed = 1,
        /// <summary>TOTAL-FAILED.</summary>
        Failed = 2,
    }

    /// <summary>What of the document a signature is over.</summary>
    public enum Coverage : uint
    {
        /// <summary>Not known: the document was not at hand, or is not what was signed.</summary>
        Unknown = 0,
        /// <summary>All of the document.</summary>
        WholeDocument = 1,
    }

    /// <summary>How much a finding matters.</summary>
    public enum Severity : uint
    {
        /// <summary>Worth knowing.</summary>
        Info = 1,
        /// <summary>The signature may pass, but a person should look at this.</summary>
        Warning = 2,
        /// <summary>A reason why the verdict is no pass.</summary>
        Error = 3,
    }

    /// <summary>What a time-stamp is over.</summary>
    public enum TimestampKind : uint
    {
        /// <summary>The content, before it was signed.</summary>
        Content = 1,
        /// <summary>The signature value.</summary>
        Signature = 2,
        /// <summary>The references to certificates and revocation data.</summary>
        References = 3,
        /// <summary>The signature, its time-stamps and the references.</summary>
        Complete = 4,
        /// <summary>All of it, in the first form.</summary>
        ArchiveV1 = 5,
        /// <summary>All of it, in the second form.</summary>
        ArchiveV2 = 6,
        /// <summary>All of it, in the third form, which later additions do not break.</summary>
        ArchiveV3 = 7,
    }

    /// <summary>What a piece of evidence is.</summary>
    public enum EvidenceKind : uint
    {
        /// <summary>A certificate.</summary>
        Certificate = 1,
        /// <summary>A CRL.</summary>
        Crl = 2,
        /// <summary>An OCSP answer.</summary>
        Ocsp = 3,
        /// <summary>A time-stamp.</summary>
        Token = 4,
    }

    /// <summary>What is missing for a certificate.</summary>
    public enum MissingKind : uint
    {
        /// <summary>A path to a root of the policy.</summary>
        Path = 1,
        /// <summary>Whether it was revoked.</summary>
        Status = 2,
    }

    /// <summary>In which role a body seals.</summary>
    public enum SealRole : uint
    {
        /// <summary>Not known: what the seal says cannot be read.</summary>
        None = 0,
        /// <summary>The sender, with its seal's key. This is the default.</summary>
        Agency = 1,
        /// <summary>The competent person, before the agency.</summary>
        Leader = 2,
        /// <summary>A body that passes the package on.</summary>
        Forwarder = 3,
    }

    /// <summary>What is known of a certificate and the body that it is said to be of.</summary>
    public enum SenderBinding : uint
    {
        /// <summary>Nothing.</summary>
        Unknown = 0,
        /// <summary>It is that body's.</summary>
        Bound = 1,
        /// <summary>It is that body's, but not in this role.</summary>
        RoleNotAllowed = 2,
        /// <summary>It was that body's, and no longer was at that time.</summary>
        Expired = 3,
        /// <summary>It was taken from that body.</summary>
        Revoked = 4,
        /// <summary>It is another body's.</summary>
        Other = 5,
    }

    /// <summary>What became of a package on its way. Of the signatures it says nothing.</summary>
    public enum PackageState : uint
    {
        /// <summary>All of it is what was sealed, and nobody rewrote it.</summary>
        Intact = 1,
        /// <summary>It was rewritten on the way, and all that was sealed is as it was.</summary>
        RewrittenByHop = 2,
        /// <summary>A conversion on the way destroyed an attachment. No forgery, and of no use.</summary>
        Damaged = 3,
        /// <summary>An attachment or an earlier seal is missing.</summary>
        Incomplete = 4,
        /// <summary>Something is not what was sealed, or can be read in two ways.</summary>
        Changed = 5,
        /// <summary>There is no seal.</summary>
        NotSealed = 6,
    }

    /// <summary>What became of a fact.</summary>
    public enum FactState : uint
    {
        /// <summary>It is as it was sealed.</summary>
        Same = 1,
        /// <summary>It is another one.</summary>
        Changed = 2,
        /// <summary>It was sealed and did not arrive.</summary>
        Removed = 3,
        /// <summary>It arrived and was not sealed.</summary>
        Added = 4,
        /// <summary>It is as it was sealed, without a part that hubs drop: harmless. Only of `details`.</summary>
        Reduced = 5,
    }

    /// <summary>What became of an attachment.</summary>
    public enum FileState : uint
    {
        /// <summary>It is as it was sealed.</summary>
        Same = 1,
        /// <summary>It has the name of one that was sealed, and the content of another.</summary>
        Swapped = 2,
        /// <summary>Its content was sealed under another name.</summary>
        Renamed = 3,
        /// <summary>Its content is another than was sealed under its name.</summary>
        Changed = 4,
        /// <summary>It was sealed and did not arrive.</summary>
        Missing = 5,
        /// <summary>It arrived and was not sealed.</summary>
        Added = 6,
    }

    /// <summary>By what a binding of a registry knows certificates.</summary>
    public enum BindingMatch : uint
    {
        /// <summary>By its octets: this certificate and no other.</summary>
        Certificate = 1,
        /// <summary>By the key, so that renewed certificates with it are meant too.</summary>
        Key = 2,
        /// <summary>By the subject key identifier, under one issuer.</summary>
        KeyIdentifier = 3,
        /// <summary>By the subject, under one issuer.</summary>
        Subject = 4,
        /// <summary>By the issuer alone: every certificate that it issued.</summary>
        Issuer = 5,
    }

    /// <summary>What a recipient says about a package: the status codes of the axis.</summary>
    public enum Status : uint
    {
        /// <summary>None; nothing was told before.</summary>
        None = 0,
        /// <summary>01: it arrived.</summary>
        Arrived = 1,
        /// <summary>02: the recipient refuses it.</summary>
        Refused = 2,
        /// <summary>03: the recipient accepted it.</summary>
        Accepted = 3,
        /// <summary>04: it was assigned to somebody.</summary>
        Assigned = 4,
        /// <summary>05: somebody works on it.</summary>
        InProgress = 5,
        /// <summary>06: the work is done.</summary>
        Finished = 6,
        /// <summary>13: the sender asks to take it back. No recipient tells it.</summary>
        TakeBackAsked = 13,
        /// <summary>15: the recipient agrees that it is taken back.</summary>
        TakeBackAgreed = 15,
        /// <summary>16: the recipient does not agree.</summary>
        TakeBackRefused = 16,
    }

    /// <summary>What becomes of a package that arrived.</summary>
    public enum Decision : uint
    {
        /// <summary>It is taken.</summary>
        Accept = 1,
        /// <summary>A person has to look at it; nothing is told to the sender.</summary>
        Quarantine = 2,
        /// <summary>It is not taken.</summary>
        Refuse = 3,
    }

    /// <summary>How far a package is on its way out.</summary>
    public enum SendingState : uint
    {
        /// <summary>It was judged. Nothing is recorded.</summary>
        Judged = 1,
        /// <summary>Its seal waits for the value of the signature.</summary>
        Prepared = 2,
        /// <summary>It was sealed, recorded and written.</summary>
        Sent = 3,
        /// <summary>It is recorded as refused.</summary>
        Refused = 4,
        /// <summary>A step failed: it is of no use any more.</summary>
        Failed = 5,
    }

    /// <summary>How far a package that arrived is on its way in.</summary>
    public enum ArrivalState : uint
    {
        /// <summary>It was judged. Nothing is recorded.</summary>
        Judged = 1,
        /// <summary>Its receipt waits for the value of the signature.</summary>
        Prepared = 2,
        /// <summary>Its receipt is signed, or there is none.</summary>
        Answered = 3,
        /// <summary>It is recorded, and handed out.</summary>
        Recorded = 4,
        /// <summary>A step failed: it is of no use any more.</summary>
        Failed = 5,
    }
}
