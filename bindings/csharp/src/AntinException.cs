// Failures.

using System;

namespace Antin
{
    /// <summary>A call could not do its work.</summary>
    /// <remarks>
    /// A signature that is forged or past judging is no failure but a <see cref="Report"/>. The texts hold
    /// no secret, no text of a document and no name from a certificate, so they may be logged.
    /// </remarks>
    public class AntinException : Exception
    {
        private readonly string[] texts = new string[2];
        private readonly string[] helps = new string[2];

        internal AntinException(ErrorCode code, ErrorHandle error)
            : base(error.IsInvalid ? code.ToString() : Borrowed.Text(Native.antin_error_message(error)))
        {
            Code = code;
            if (error.IsInvalid) return;
            for (var i = 0; i < texts.Length; i++)
            {
                texts[i] = Borrowed.Text(Native.antin_error_text(error, (Language)(i + 1)));
                helps[i] = Borrowed.Text(Native.antin_error_help(error, (Language)(i + 1)));
            }
        }

        /// <summary>The stable number of what went wrong.</summary>
        public ErrorCode Code { get; private set; }

        /// <summary>Returns what went wrong, for people.</summary>
        public string Text(Language language)
        {
            return texts[Index(language)];
        }

        /// <summary>Returns what can be done about it, as a sentence for people.</summary>
        public string Help(Language language)
        {
            return helps[Index(language)];
        }

        private static int Index(Language language)
        {
            if (language == Language.English) return 0;
            if (language == Language.Vietnamese) return 1;
            throw new ArgumentOutOfRangeException("language");
        }

        /// <summary>Throws if a call failed, and frees the error.</summary>
        internal static void Check(ErrorCode code, ErrorHandle error)
        {
            using (error)
            {
                if (code == ErrorCode.Ok) return;
                // The texts are the error's until it is freed.
                throw error.Read(() => Of(code, error));
            }
        }

        private static AntinException Of(ErrorCode code, ErrorHandle error)
        {
            switch (code)
            {
                case ErrorCode.Rejected: return new RejectedException(error);
                case ErrorCode.RegistryPast: return new RegistryPastException(error);
                case ErrorCode.Ledger: return new LedgerException(error);
                default: return new AntinException(code, error);
            }
        }
    }

    /// <summary>There is a judgement, and it is no pass.</summary>
    public sealed class RejectedException : AntinException
    {
        internal RejectedException(ErrorHandle error) : base(ErrorCode.Rejected, error) { }
    }

    /// <summary>The next registry should be there by now: a gateway decides nothing by this one.</summary>
    public sealed class RegistryPastException : AntinException
    {
        internal RegistryPastException(ErrorHandle error) : base(ErrorCode.RegistryPast, error) { }
    }

    /// <summary>The ledger could not record or read: nothing was acknowledged or handed out.</summary>
    public sealed class LedgerException : AntinException
    {
        internal LedgerException(ErrorHandle error) : base(ErrorCode.Ledger, error) { }
    }
}
