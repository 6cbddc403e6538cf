using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using DenseEdge.Tuf.Signing;

namespace DenseEdge.Tuf.Tests.Support;

/// <summary>A key of any kind that metadata may be signed with.</summary>
internal sealed class TestKey
{
    private readonly Func<byte[], byte[]> _sign;

    private TestKey(string type, string scheme, string publicText, Func<byte[], byte[]> sign, JsonObject? extra = null)
    {
        Json = new JsonObject
        {
            ["keytype"] = type,
            ["scheme"] = scheme,
            ["keyval"] = new JsonObject { ["public"] = publicText },
        };
        foreach ((string name, JsonNode? value) in extra ?? [])
        {
            Json[name] = value!.DeepClone();
        }

        KeyId = PublicKeyRecord.Read(SignedEnvelope.Element(Json)).KeyId;
        _sign = sign;
    }

    public JsonObject Json { get; }

    public string KeyId { get; }

    public static TestKey Ecdsa(string type = KeySchemes.EcdsaP256, JsonObject? extra = null)
    {
        ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new TestKey(
            type,
            KeySchemes.EcdsaP256,
            key.ExportSubjectPublicKeyInfoPem(),
            message => key.SignData(message, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence),
            extra);
    }

    public static TestKey RsaPss(int bits = 2048)
    {
        RSA key = RSA.Create(bits);
        return new TestKey(
            KeySchemes.RsaType,
            KeySchemes.RsaPss,
            key.ExportSubjectPublicKeyInfoPem(),
            message => key.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pss));
    }

    /// <summary>Ed25519 (RFC 8032, sections 5.1.5 and 5.1.6); the product only verifies.</summary>
    public static TestKey Ed25519Of(byte[] seed)
    {
        byte[] expanded = SHA512.HashData(seed);
        expanded[0] &= 248;
        expanded[31] = (byte)((expanded[31] & 127) | 64);
        BigInteger a = new(expanded.AsSpan(0, 32), isUnsigned: true);
        byte[] publicKey = EdwardsPoint.Base.Times(a).Encode();
        return new TestKey(KeySchemes.Ed25519, KeySchemes.Ed25519, Convert.ToHexStringLower(publicKey), Sign);

        byte[] Sign(byte[] message)
        {
            byte[] nonce = SHA512.HashData([.. expanded[32..], .. message]);
            BigInteger r = new BigInteger(nonce, isUnsigned: true) % EdwardsPoint.Order;
            byte[] point = EdwardsPoint.Base.Times(r).Encode();
            BigInteger s = (r + (Ed25519.Challenge(point, publicKey, message) * a)) % EdwardsPoint.Order;
            byte[] encoded = new byte[32];
            s.TryWriteBytes(encoded, out _, isUnsigned: true);
            return [.. point, .. encoded];
        }
    }

    public string SignHex(byte[] message) => Convert.ToHexStringLower(_sign(message));
}
