using System.Text.Json;
using DenseEdge.Tuf.Canonical;

namespace DenseEdge.Tuf.Metadata;

/// <summary>A file {"signed": ..., "signatures": [...]} that has been read, and not checked.</summary>
internal sealed class SignedFile
{
    // More than any role has keys; each costs a look-up, no signature is checked before its key is found.
    private const int MostSignatures = 256;

    private SignedFile(string name, byte[] bytes, JsonElement signed, List<(string KeyId, byte[] Signature)> signatures)
    {
        Name = name;
        Bytes = bytes;
        Signed = signed;
        Signatures = signatures;
        Canonical = CanonicalJson.Encode(signed);
    }

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <summary>The file as it came.</summary>
    public byte[] Bytes { get; }

    /// <summary>What is signed.</summary>
    public JsonElement Signed { get; }

    /// <summary>The bytes that the signatures are of.</summary>
    public byte[] Canonical { get; }

    /// <summary>The signatures; each key's once.</summary>
    public IReadOnlyList<(string KeyId, byte[] Signature)> Signatures { get; }

    /// <summary>Reads a file.</summary>
    public static SignedFile Parse(string name, byte[] bytes)
    {
        try
        {
            JsonElement file = CanonicalJson.Parse(bytes);
            JsonElement signed = file.Child("signed");
            return new SignedFile(name, bytes, signed, ReadSignatures(file.Items("signatures")));
        }
        catch (TufException fault)
        {
            throw new TufException(fault.Reason, $"{name}: {fault.Message}", fault);
        }
    }

    private static List<(string KeyId, byte[] Signature)> ReadSignatures(JsonElement items)
    {
        List<(string KeyId, byte[] Signature)> signatures = [];
        HashSet<string> keyIds = new(StringComparer.Ordinal);
        foreach (JsonElement item in items.EnumerateArray())
        {
            string keyId = item.Text("keyid");
            string signature = item.Text("sig");
            if (!keyIds.Add(keyId))
            {
                throw TufException.Malformed($"Expected one signature of each key, found two of {keyId}.");
            }

            if (signatures.Count == MostSignatures)
            {
                throw TufException.Malformed($"Expected at most {MostSignatures} signatures, found more.");
            }

            signatures.Add((keyId, Hex(signature)));
        }

        return signatures;
    }

    // What is no hexadecimal is no signature either; others may still reach the threshold.
    private static byte[] Hex(string text)
    {
        try
        {
            return Convert.FromHexString(text);
        }
        catch (FormatException)
        {
            return [];
        }
    }
}
