// Registries in the making.

using System;

namespace Antin
{
    /// <summary>A binding to be added to a registry: whose certificates are whose, in which roles and when.</summary>
    public sealed class RegistryBinding : IDisposable
    {
        internal readonly RegistryBindingHandle Handle;

        /// <summary>Binds certificates to a body, in the role of an agency unless others are added.</summary>
        /// <param name="id">What the binding is called; no other is called so.</param>
        /// <param name="organ">The identifier code of the body.</param>
        /// <param name="match">By what certificates are known.</param>
        /// <param name="certificate">One of them, in DER or PEM; null with <see cref="BindingMatch.Issuer"/>.</param>
        /// <param name="issuer">
        /// The certificate of the issuer; null with <see cref="BindingMatch.Certificate"/> and
        /// <see cref="BindingMatch.Key"/>.
        /// </param>
        /// <param name="from">Since when it holds.</param>
        public RegistryBinding(
            string id, string organ, BindingMatch match, byte[] certificate, byte[] issuer, DateTimeOffset from)
        {
            Input.Need(id, "id");
            Input.Need(organ, "organ");
            using (var name = new Utf8(id, "id"))
            using (var code = new Utf8(organ, "organ"))
            {
                Handle = Library.Begin(() =>
                {
                    AntinException.Check(
                        Native.antin_binding_new(name.Bytes, code.Bytes, match, Input.MayLack(certificate),
                            Input.Size(certificate), Input.MayLack(issuer), Input.Size(issuer),
                            from.ToUnixTimeSeconds(), out RegistryBindingHandle made, out ErrorHandle error),
                        error);
                    return made;
                });
            }
        }

        /// <summary>Binds for a role. The first call takes away the agency's, which is the default.</summary>
        public RegistryBinding AddRole(SealRole role)
        {
            Handle.Change(() => AntinException.Check(
                Native.antin_binding_add_role(Handle, role, out ErrorHandle error), error));
            return this;
        }

        /// <summary>Says until when it holds.</summary>
        public RegistryBinding SetUntil(DateTimeOffset until)
        {
            Handle.Change(() => AntinException.Check(
                Native.antin_binding_set_until(Handle, until.ToUnixTimeSeconds(), out ErrorHandle error), error));
            return this;
        }

        /// <summary>Says to whom signing was delegated, and by which decision.</summary>
        public RegistryBinding SetDelegated(string holder, string basis)
        {
            Input.Need(holder, "holder");
            Input.Need(basis, "basis");
            using (var who = new Utf8(holder, "holder"))
            using (var why = new Utf8(basis, "basis"))
            {
                Handle.Change(() => AntinException.Check(
                    Native.antin_binding_set_delegated(Handle, who.Bytes, why.Bytes, out ErrorHandle error), error));
            }
            return this;
        }

        /// <summary>Frees it.</summary>
        public void Dispose()
        {
            Handle.Dispose();
        }
    }

    /// <summary>A registry in the making.</summary>
    /// <remarks>
    /// <see cref="Issue"/> it, sign <see cref="ToJson"/> by
    /// <see cref="Documents.Sign(byte[], Credential, SignOptions, DateTimeOffset)"/> with
    /// <see cref="Packaging.Attached"/>, and have it judged by <see cref="Registry.Check"/>. A change that cannot be is
    /// refused, and changes nothing.
    /// </remarks>
    public sealed class RegistryDraft : IDisposable
    {
        private readonly RegistryDraftHandle handle;

        /// <summary>Begins a registry with this name and nothing in it.</summary>
        public RegistryDraft(string name)
        {
            Input.Need(name, "name");
            using (var text = new Utf8(name, "name"))
            {
                handle = Library.Begin(() =>
                {
                    AntinException.Check(
                        Native.antin_registry_draft_new(
                            text.Bytes, out RegistryDraftHandle made, out ErrorHandle error),
                        error);
                    return made;
                });
            }
        }

        private RegistryDraft(RegistryDraftHandle handle)
        {
            this.handle = handle;
        }

        /// <summary>Goes on with a registry that was issued, or a draft that was kept.</summary>
        public static RegistryDraft FromJson(byte[] json)
        {
            var bytes = Input.Need(json, "json");
            return Library.Begin(() =>
            {
                AntinException.Check(
                    Native.antin_registry_draft_from_json(
                        bytes, Input.Size(json), out RegistryDraftHandle made, out ErrorHandle error),
                    error);
                return new RegistryDraft(made);
            });
        }

        /// <summary>Adds a body.</summary>
        /// <param name="code">Its identifier code, which no other has.</param>
        /// <param name="name">Its name, for people.</param>
        /// <param name="from">Since when it exists; null to leave that open.</param>
        public RegistryDraft AddBody(string code, string name, DateTimeOffset? from = null)
        {
            Input.Need(code, "code");
            Input.Need(name, "name");
            using (var organ = new Utf8(code, "code"))
            using (var words = new Utf8(name, "name"))
            {
                handle.Change(() => AntinException.Check(
                    from == null
                        ? Native.antin_registry_draft_add_body(
                            handle, organ.Bytes, words.Bytes, out ErrorHandle error)
                        : Native.antin_registry_draft_add_body_from(
                            handle, organ.Bytes, words.Bytes, from.Value.ToUnixTimeSeconds(), out error),
                    error));
            }
            return this;
        }

        /// <summary>Says that a body ends, and what it became: the codes of bodies that are there.</summary>
        public RegistryDraft EndBody(string code, DateTimeOffset until, params string[] successors)
        {
            Input.Need(code, "code");
            using (var organ = new Utf8(code, "code"))
            using (var others = new Texts(successors, "successors"))
            {
                handle.Change(() => AntinException.Check(
                    Native.antin_registry_draft_end_body(handle, organ.Bytes, until.ToUnixTimeSeconds(),
                        others.Addresses, others.Count, out ErrorHandle error),
                    error));
            }
            return this;
        }

        /// <summary>Adds a binding, which is copied.</summary>
        public RegistryDraft Add(RegistryBinding binding)
        {
            var added = Input.Need(binding, "binding").Handle;
            handle.Change(() => added.Use(() =>
            {
                AntinException.Check(Native.antin_registry_draft_add(handle, added, out ErrorHandle error), error);
                return true;
            }));
            return this;
        }

        /// <summary>Says since when a binding holds no more, and why, in words.</summary>
        public RegistryDraft Revoke(string id, DateTimeOffset at, string reason)
        {
            Input.Need(id, "id");
            Input.Need(reason, "reason");
            using (var name = new Utf8(id, "id"))
            using (var why = new Utf8(reason, "reason"))
            {
                handle.Change(() => AntinException.Check(
                    Native.antin_registry_draft_revoke(
                        handle, name.Bytes, at.ToUnixTimeSeconds(), why.Bytes, out ErrorHandle error),
                    error));
            }
            return this;
        }

        /// <summary>Makes it the next one: its number goes up by one.</summary>
        /// <param name="issued">When it is issued.</param>
        /// <param name="nextUpdate">Until when the next one will be there: days, not years.</param>
        public RegistryDraft Issue(DateTimeOffset issued, DateTimeOffset nextUpdate)
        {
            handle.Change(() => AntinException.Check(
                Native.antin_registry_draft_issue(
                    handle, issued.ToUnixTimeSeconds(), nextUpdate.ToUnixTimeSeconds(), out ErrorHandle error),
                error));
            return this;
        }

        /// <summary>Its number: 0 before it was issued.</summary>
        public ulong Number
        {
            get { return handle.Use(() => Native.antin_registry_draft_number(handle)); }
        }

        /// <summary>Gives it as JSON, to be signed.</summary>
        public byte[] ToJson()
        {
            return handle.Use(() =>
            {
                AntinException.Check(
                    Native.antin_registry_draft_to_json(handle, out BufferHandle json, out ErrorHandle error), error);
                return Borrowed.Take(json);
            });
        }

        /// <summary>Frees it.</summary>
        public void Dispose()
        {
            handle.Dispose();
        }
    }
}
