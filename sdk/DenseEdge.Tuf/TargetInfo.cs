using System.Text.Json;

namespace DenseEdge.Tuf;

/// <summary>What trusted metadata says about a file.</summary>
/// <param name="Path">Its path in the repository, such as models/scene/1.2.0/&lt;digest&gt;.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Hashes">Its digests in lower-case hexadecimal by kind: "sha256", "sha512".</param>
/// <param name="Custom">What else the signer says, an object; null if nothing.</param>
public sealed record TargetInfo(
    string Path,
    long Length,
    IReadOnlyDictionary<string, string> Hashes,
    JsonElement? Custom)
{
    /// <summary>What else the signer says, as JSON text; null if nothing.</summary>
    public string? CustomJson => Custom?.GetRawText();
}
