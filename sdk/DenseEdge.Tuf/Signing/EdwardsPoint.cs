using System.Globalization;
using System.Numerics;

namespace DenseEdge.Tuf.Signing;

/// <summary>A point of the curve -x² + y² = 1 + d x² y² over the field of 2^255 - 19, in extended homogeneous coordinates:
/// x = X/Z, y = Y/Z, xy = T/Z (RFC 8032, section 5.1.4).</summary>
internal readonly record struct EdwardsPoint(BigInteger X, BigInteger Y, BigInteger Z, BigInteger T)
{
    private const int EncodedBytes = 32;
    private const int SignBit = 0x80;

    private static readonly BigInteger Prime = BigInteger.Pow(2, 255) - 19;

    // d = -121665/121666.
    private static readonly BigInteger D = Reduce(-121665 * Inverse(121666));

    // A square root of -1.
    private static readonly BigInteger RootOfMinusOne = BigInteger.ModPow(2, (Prime - 1) / 4, Prime);

    /// <summary>L, the number of points that the base generates.</summary>
    public static BigInteger Order { get; } =
        BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", CultureInfo.InvariantCulture);

    /// <summary>The neutral point.</summary>
    public static EdwardsPoint Neutral { get; } = new(0, 1, 1, 0);

    /// <summary>B, the point with y = 4/5 and an even x.</summary>
    public static EdwardsPoint Base { get; } =
        FromAffine(RecoverX(Reduce(4 * Inverse(5)), isOdd: false)!.Value, Reduce(4 * Inverse(5)));

    /// <summary>Whether eight times this point is nothing: such a key would accept signatures that nobody made.</summary>
    public bool IsOfSmallOrder => Times(8).IsNeutral;

    private bool IsNeutral => X.IsZero && Y == Z;

    /// <summary>Reads a point.</summary>
    /// <param name="encoded">32 bytes: y, with the lowest bit of x in the highest.</param>
    /// <returns>Null if this encodes none, or not in the only right way.</returns>
    public static EdwardsPoint? Decode(ReadOnlySpan<byte> encoded)
    {
        byte[] bytes = encoded.ToArray();
        bool isOdd = (bytes[^1] & SignBit) != 0;
        bytes[^1] &= SignBit - 1;
        BigInteger y = new(bytes, isUnsigned: true);
        return y < Prime && RecoverX(y, isOdd) is { } x ? FromAffine(x, y) : null;
    }

    /// <summary>Writes it as 32 bytes.</summary>
    public byte[] Encode()
    {
        BigInteger inverse = Inverse(Z);
        byte[] bytes = new byte[EncodedBytes];
        Reduce(Y * inverse).TryWriteBytes(bytes, out _, isUnsigned: true);
        if (!Reduce(X * inverse).IsEven)
        {
            bytes[^1] |= SignBit;
        }

        return bytes;
    }

    /// <summary>The point with the other x.</summary>
    public EdwardsPoint Negative() => new(Reduce(-X), Y, Z, Reduce(-T));

    /// <summary>The sum; the formulas hold for equal points too.</summary>
    public EdwardsPoint Plus(EdwardsPoint other)
    {
        BigInteger a = Reduce((Y - X) * (other.Y - other.X));
        BigInteger b = Reduce((Y + X) * (other.Y + other.X));
        BigInteger c = Reduce(2 * T * D % Prime * other.T);
        BigInteger d = Reduce(2 * Z * other.Z);
        BigInteger e = b - a;
        BigInteger f = d - c;
        BigInteger g = d + c;
        BigInteger h = b + a;
        return new EdwardsPoint(Reduce(e * f), Reduce(g * h), Reduce(f * g), Reduce(e * h));
    }

    /// <summary>The point added to itself so many times.</summary>
    /// <param name="factor">At least 0.</param>
    public EdwardsPoint Times(BigInteger factor)
    {
        EdwardsPoint sum = Neutral;
        for (int bit = (int)factor.GetBitLength() - 1; bit >= 0; bit--)
        {
            sum = sum.Plus(sum);
            if (!((factor >> bit) & BigInteger.One).IsZero)
            {
                sum = sum.Plus(this);
            }
        }

        return sum;
    }

    // x² = (y² - 1) / (d y² + 1); a root of it as in section 5.1.3.
    private static BigInteger? RecoverX(BigInteger y, bool isOdd)
    {
        BigInteger square = Reduce(((y * y) - 1) * Inverse(Reduce((D * y * y) + 1)));
        if (square.IsZero)
        {
            return isOdd ? null : BigInteger.Zero;
        }

        BigInteger root = BigInteger.ModPow(square, (Prime + 3) / 8, Prime);
        if (Reduce((root * root) - square) != 0)
        {
            root = Reduce(root * RootOfMinusOne);
        }

        if (Reduce((root * root) - square) != 0)
        {
            return null;
        }

        return root.IsEven == isOdd ? Prime - root : root;
    }

    private static EdwardsPoint FromAffine(BigInteger x, BigInteger y) => new(x, y, 1, Reduce(x * y));

    private static BigInteger Inverse(BigInteger value) => BigInteger.ModPow(value, Prime - 2, Prime);

    private static BigInteger Reduce(BigInteger value)
    {
        BigInteger rest = value % Prime;
        return rest.Sign < 0 ? rest + Prime : rest;
    }
}
