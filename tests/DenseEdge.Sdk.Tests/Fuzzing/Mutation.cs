namespace DenseEdge.Sdk.Tests.Fuzzing;

/// <summary>Damages bytes as broken disks, cut transfers and careless editors do: the same damage for the same seed.</summary>
internal static class Mutation
{
    private const int MostDamages = 4;
    private const int LongestPiece = 64;

    /// <summary>Copies bytes with one to four damages.</summary>
    public static byte[] Of(ReadOnlySpan<byte> bytes, Random random)
    {
        byte[] result = bytes.ToArray();
        for (int left = random.Next(1, MostDamages + 1); left > 0; left--)
        {
            result = Damage(result, random);
        }

        return result;
    }

    private static byte[] Damage(byte[] bytes, Random random)
    {
        if (bytes.Length == 0)
        {
            return [(byte)random.Next(256)];
        }

        int place = random.Next(bytes.Length);
        int end = Math.Min(bytes.Length, place + random.Next(1, LongestPiece));
        switch (random.Next(7))
        {
            case 0:
                bytes[place] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                bytes[place] = (byte)random.Next(256);
                return bytes;
            case 2:
                random.NextBytes(bytes.AsSpan(place..end));
                return bytes;
            case 3:
                return [.. bytes.AsSpan(..place), .. bytes.AsSpan(end..)];
            case 4:
                return [.. bytes.AsSpan(..end), .. bytes.AsSpan(place..)];
            case 5:
                bytes.AsSpan(place..end).Fill(random.Next(2) == 0 ? (byte)0 : (byte)0xff);
                return bytes;
            default:
                return bytes[..place];
        }
    }
}
