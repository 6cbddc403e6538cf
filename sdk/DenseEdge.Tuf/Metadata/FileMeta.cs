using System.Text.Json;

namespace DenseEdge.Tuf.Metadata;

/// <summary>What one piece of metadata says about another: version, and perhaps length and digests (section 4.4).</summary>
internal sealed record FileMeta(long Version, long? Length, IReadOnlyDictionary<string, string>? Hashes)
{
    /// <summary>Reads it.</summary>
    public static FileMeta Read(JsonElement json) => new(
        json.Integer("version", least: 1),
        json.Optional("length") is null ? null : json.Integer("length", least: 0),
        json.Optional("hashes") is null ? null : Metadata.Hashes.Read(json.Child("hashes")));

    /// <summary>Throws unless bytes have the length and the digests.</summary>
    public void Check(string name, byte[] bytes)
    {
        if (Length is { } length && length != bytes.Length)
        {
            throw new TufException(TufReason.Mismatch, $"Expected {length} bytes in {name}, as announced, found {bytes.Length}.");
        }

        if (Hashes is not null)
        {
            Metadata.Hashes.Check(name, bytes, Hashes);
        }
    }
}
