using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace DenseEdge.Tuf.Metadata;

/// <summary>2^n roles of one delegator, among which paths are spread by their digests (TAP 15).</summary>
internal sealed class HashBins
{
    private const int MostBits = 32;

    private readonly int _bits;
    private readonly string _prefix;
    private readonly JsonElement _json;
    private readonly IReadOnlyDictionary<string, PublicKeyRecord> _keys;

    private HashBins(JsonElement json, IReadOnlyDictionary<string, PublicKeyRecord> keys)
    {
        long bits = json.Integer("bit_length", least: 1);
        _bits = bits <= MostBits
            ? (int)bits
            : throw TufException.Malformed($"Expected a 'bit_length' from 1 to {MostBits}, found {bits}.");
        _prefix = json.Text("name_prefix");
        _json = json;
        _keys = keys;
        _ = RoleKeys.Read(_prefix, json, keys);
    }

    /// <summary>Reads {"bit_length", "name_prefix", "keyids", "threshold"}.</summary>
    public static HashBins Read(JsonElement json, IReadOnlyDictionary<string, PublicKeyRecord> keys) => new(json, keys);

    /// <summary>The one role that may describe a file: nobody behind it is asked.</summary>
    public DelegatedRole RoleFor(string path)
    {
        // The first n bits of the path's digest are the bin's number.
        uint head = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(path)));
        ulong bin = (ulong)head >> (MostBits - _bits);
        ulong last = (1UL << _bits) - 1;
        int digits = last.ToString("x", null).Length;
        string name = $"{_prefix}-{bin.ToString("x" + digits, null)}";
        return new DelegatedRole(name, RoleKeys.Read(name, _json, _keys), isTerminating: true, covers: _ => true);
    }
}
