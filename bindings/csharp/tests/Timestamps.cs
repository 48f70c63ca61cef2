// Levels above B, by an authority of one's own.

using System;

namespace Antin.Tests
{
    [Tests]
    internal static class Timestamps
    {
        private const string AuthorityPolicy = "2.999.1";
        private static readonly DateTimeOffset Stamped = Samples.Signed.AddMinutes(5);

        private static Timestamper Own()
        {
            using (var authority = Credential.FromChainAndKey(
                Runner.Vector("bindings/pki/tsa-chain.pem"), Runner.Vector("bindings/pki/tsa.key")))
            {
                return Timestamper.Own(authority, AuthorityPolicy, Stamped);
            }
        }

        private static void HasTimestamp(byte[] signed)
        {
            using (var policy = Samples.Policy().RequireLevel(Level.T))
            using (var report = Documents.Verify(signed, Samples.Document, policy, Samples.Judged))
            {
                report.RequirePassed();
                var signature = report.Signatures[0];
                Check.Equal(Level.T, signature.Level, "level");
                Check.Equal<DateTimeOffset?>(Stamped, signature.ProvenTime, "proven time");
                Check.Equal(1, signature.Timestamps.Count, "time-stamps");
                var timestamp = signature.Timestamps[0];
                Check.Equal(TimestampKind.Signature, timestamp.Kind, "kind");
                Check.Equal(Verdict.Passed, timestamp.Verdict, "verdict");
                Check.Equal(null, timestamp.SubIndication, "sub-indication");
                Check.Equal<DateTimeOffset?>(Stamped, timestamp.Time, "time");
                Check.Equal(AuthorityPolicy, timestamp.Policy, "policy");
                Check.That(timestamp.Authority.Contains("CN="), "the authority has a name");
                report.Dispose();
                Check.Throws<ObjectDisposedException>(() => { var _ = timestamp.Kind; });
            }
        }

        public static void ASignatureGetsATimestampAtOnce()
        {
            using (var credential = Samples.Credential())
            using (var options = new SignOptions(Format.Cades, Level.T))
            {
                using (var own = Own()) options.SetTimestamper(own);
                HasTimestamp(Documents.Sign(Samples.Document, credential, options, Samples.Signed));
            }
        }

        public static void ASignatureIsExtendedLater()
        {
            using (var own = Own())
            using (var evidence = new Evidence().AddCertificates(Samples.Chain))
            using (var options = new SignOptions(Format.Cades, Level.T).SetTimestamper(own).SetEvidence(evidence))
            {
                HasTimestamp(Documents.Extend(Samples.Signature(), Samples.Document, options));
                HasTimestamp(Documents.Extend(Samples.Signature(), null, options));
            }
        }

        public static void ALevelWithoutATimestamperIsRefused()
        {
            using (var options = new SignOptions(Format.Cades, Level.T))
            {
                Check.Refused(
                    ErrorCode.InvalidArgument,
                    () => Documents.Extend(Samples.Signature(), Samples.Document, options));
            }
        }

        public static void AReceptionTimeProves()
        {
            using (var policy = Samples.Policy())
            using (var evidence = new Evidence().SetReceptionTime(Stamped))
            using (var report = Documents.Verify(
                Samples.Signature(), Samples.Document, policy, Samples.Judged, evidence))
            {
                Check.Equal<DateTimeOffset?>(Stamped, report.Signatures[0].ProvenTime, "proven time");
            }
        }

        public static void AfterDispose()
        {
            var own = Own();
            own.Dispose();
            own.Dispose();
            var options = Samples.Detached();
            Check.Throws<ObjectDisposedException>(() => options.SetTimestamper(own));
            Check.Throws<ArgumentNullException>(() => options.SetTimestamper(null));
            Check.Throws<ArgumentNullException>(() => options.SetEvidence(null));
        }

        // A library without the network says so, and that is all that there is to see then.
        public static void AClientAsksWithinBounds()
        {
            ClientOptions options;
            try
            {
                options = new ClientOptions();
            }
            catch (AntinException without)
            {
                Check.Equal(ErrorCode.Unsupported, without.Code, "code");
                return;
            }
            var second = TimeSpan.FromSeconds(1);
            options.SetTotalTimeout(second).SetAttemptTimeout(second).SetConnectTimeout(second)
                .SetHostTimeout("tsa.test", second).SetAttempts(1).SetParallel(2, 1).SetFetches(3)
                .AllowHost("tsa.test").AllowNetwork("10.1.0.0/16");
            Check.Throws<ArgumentOutOfRangeException>(() => options.SetAttempts(-1));
            Check.Throws<ArgumentOutOfRangeException>(() => options.SetTotalTimeout(-second));
            Check.Throws<ArgumentException>(() => options.SetProxy("http://a\0"));
            using (var client = new Client(options))
            {
                Check.Refused(ErrorCode.Network, () => new Timestamper(client, "no address"));
                // Nothing listens on port 1 of this machine.
                using (var credential = Samples.Credential())
                using (var sign = new SignOptions(Format.Cades, Level.T))
                using (var authority = new Timestamper(client, "http://127.0.0.1:1/", "1.2.3"))
                {
                    sign.SetTimestamper(authority);
                    Check.Refused(ErrorCode.Network, () => Documents.Sign(
                        Samples.Document, credential, sign, Samples.Signed));
                }
            }
            options.Dispose();
            Check.Throws<ObjectDisposedException>(() => options.SetFetches(1));
            Check.Throws<ObjectDisposedException>(() => new Client(options));
        }
    }
}
