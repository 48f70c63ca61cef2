// JSON for the manifest: what Mono's runtime packages have would pull in a web server.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Antin.Tests
{
    /// <summary>An object whose members must all be taken, so that no new one is passed over.</summary>
    internal sealed class Members
    {
        private readonly Dictionary<string, object> members;

        internal Members(Dictionary<string, object> members)
        {
            this.members = members;
        }

        internal bool Has(string name)
        {
            return members.ContainsKey(name);
        }

        /// <summary>Takes a member; one that is left out is as if it were null.</summary>
        internal T Take<T>(string name)
        {
            object value;
            var there = members.TryGetValue(name, out value);
            members.Remove(name);
            if (value == null && default(T) == null) return default(T);
            if (!there) throw new Failed("no member '" + name + "'");
            if (!(value is T)) throw new Failed("member '" + name + "' is of another type");
            return (T)value;
        }

        internal T TakeOr<T>(string name, T without)
        {
            return members.ContainsKey(name) ? Take<T>(name) : without;
        }

        /// <summary>Takes a member that may lack or be null.</summary>
        internal Members TakeObject(string name)
        {
            var value = TakeOr<Dictionary<string, object>>(name, null);
            return value == null ? null : new Members(value);
        }

        internal List<object> TakeList(string name)
        {
            return TakeOr(name, new List<object>());
        }

        internal void Done()
        {
            if (members.Count > 0) throw new Failed("unknown members: " + string.Join(", ", members.Keys));
        }
    }

    internal sealed class Json
    {
        private readonly string text;
        private int at;

        private Json(string text)
        {
            this.text = text;
        }

        /// <summary>Objects are dictionaries, arrays lists, numbers long; strings, bool and null.</summary>
        internal static object Parse(string text)
        {
            var json = new Json(text);
            var value = json.Value();
            json.Space();
            if (json.at != text.Length) throw new FormatException("more than one value");
            return value;
        }

        private void Space()
        {
            while (at < text.Length && " \t\r\n".IndexOf(text[at]) >= 0) at++;
        }

        private bool Skip(string word)
        {
            Space();
            if (string.CompareOrdinal(text, at, word, 0, word.Length) != 0) return false;
            at += word.Length;
            return true;
        }

        private void Need(string word)
        {
            if (!Skip(word)) throw new FormatException(word + " is missing at " + at);
        }

        private object Value()
        {
            if (Skip("{")) return Object();
            if (Skip("[")) return Array();
            if (Skip("\"")) return String();
            if (Skip("null")) return null;
            if (Skip("true")) return true;
            if (Skip("false")) return false;
            var start = at;
            while (at < text.Length && "-0123456789".IndexOf(text[at]) >= 0) at++;
            return long.Parse(text.Substring(start, at - start), CultureInfo.InvariantCulture);
        }

        private Dictionary<string, object> Object()
        {
            var members = new Dictionary<string, object>();
            if (Skip("}")) return members;
            do
            {
                Need("\"");
                var name = String();
                Need(":");
                members.Add(name, Value());
            }
            while (Skip(","));
            Need("}");
            return members;
        }

        private List<object> Array()
        {
            var items = new List<object>();
            if (Skip("]")) return items;
            do items.Add(Value());
            while (Skip(","));
            Need("]");
            return items;
        }

        private string String()
        {
            var value = new StringBuilder();
            for (; text[at] != '"'; at++)
            {
                if (text[at] != '\\')
                {
                    value.Append(text[at]);
                    continue;
                }
                at++;
                var plain = "\"\\/bfnrt".IndexOf(text[at]);
                if (plain >= 0)
                {
                    value.Append("\"\\/\b\f\n\r\t"[plain]);
                    continue;
                }
                if (text[at] != 'u') throw new FormatException("unknown escape at " + at);
                value.Append((char)ushort.Parse(text.Substring(at + 1, 4), NumberStyles.HexNumber));
                at += 4;
            }
            at++;
            return value.ToString();
        }
    }
}
