/**
 * Signs and judges official documents: CMS and CAdES, with paths to a government root.
 *
 * <p>Begin with {@link antin.Credential}, {@link antin.SignOptions} and {@link antin.Antin#sign} to sign;
 * with {@link antin.Policy}, {@link antin.Antin#verify} and {@link antin.Report#requirePassed} to judge. For packages of the exchange axis: {@link antin.Packages};
 * for a gateway that decides and remembers: {@link antin.Registry}, {@link antin.Ledger}, {@link antin.Gateway}.
 *
 * <p>The shared library is the file that the environment variable {@code ANTIN_LIBRARY} names with its full
 * path, and otherwise {@code libantin.so.0}, {@code libantin.0.dylib} or {@code antin.dll} where JNA finds
 * it.
 */
package antin;
