using System.Text;

namespace DenseEdge.Bundles.Tests.Mutations;

/// <summary>Changes a bundle file in ways that a thief, a broken disk or a broken link would: bits, bytes, cuts, entries moved,
/// doubled, dropped or swapped, headers with a checksum made right again, numbers in JSON.</summary>
internal sealed class BundleMutator(byte[] bundle, int seed)
{
    private const int Block = 512;
    private const int ChecksumAt = 148;
    private const int SizeAt = 124;
    private const int KindAt = 156;
    private readonly Random _random = new(seed);
    private readonly int[] _headers = [.. Headers(bundle)];

    /// <summary>Makes another bundle. It may by chance be the same.</summary>
    public byte[] Next() => _random.Next(10) switch
    {
        0 => Changed(bytes => bytes[Anywhere(bytes)] ^= (byte)(1 << _random.Next(8))),
        1 => Changed(bytes => _random.NextBytes(bytes.AsSpan(Anywhere(bytes), 1))),
        2 => bundle[.._random.Next(bundle.Length)],
        3 => Spliced(),
        4 => Changed(SwapEntries),
        5 => Changed(NameOtherwise),
        6 => Changed(SizeOtherwise),
        7 => Changed(KindOtherwise),
        8 => Changed(JsonOtherwise),
        _ => Changed(bytes => _random.NextBytes(bytes.AsSpan(Anywhere(bytes) / Block * Block, Block))),
    };

    private static IEnumerable<int> Headers(byte[] bytes)
    {
        int position = 0;
        while (bytes[position] != 0)
        {
            yield return position;
            int size = Convert.ToInt32(Encoding.ASCII.GetString(bytes, position + SizeAt, 11), 8);
            position += Block + ((size + Block - 1) / Block * Block);
        }
    }

    private byte[] Changed(Action<byte[]> change)
    {
        byte[] bytes = (byte[])bundle.Clone();
        change(bytes);
        return bytes;
    }

    private int Anywhere(byte[] bytes) => _random.Next(bytes.Length);

    private int AnyHeader() => _headers[_random.Next(_headers.Length)];

    /// <summary>An entry doubled, dropped, or a part repeated.</summary>
    private byte[] Spliced()
    {
        int from = AnyHeader(), to = AnyHeader(), into = AnyHeader();
        return _random.Next(2) == 0
            ? [.. bundle[..into], .. bundle[Math.Min(from, to)..Math.Max(from, to)], .. bundle[into..]]
            : [.. bundle[..Math.Min(from, to)], .. bundle[Math.Max(from, to)..]];
    }

    private void SwapEntries(byte[] bytes)
    {
        (int first, int second) = (AnyHeader(), AnyHeader());
        byte[] name = bytes[first..(first + 100)];
        bytes.AsSpan(second, 100).CopyTo(bytes.AsSpan(first));
        name.CopyTo(bytes, second);
        Sum(bytes, first);
        Sum(bytes, second);
    }

    private void NameOtherwise(byte[] bytes)
    {
        string[] names = ["../outside", "/etc/cron.d/x", "blobs/sha256/../../x", "index.json", "oci-layout", "blobs", "C:\\x",
            ""];
        int header = AnyHeader();
        bytes.AsSpan(header, 100).Clear();
        Encoding.ASCII.GetBytes(names[_random.Next(names.Length)]).CopyTo(bytes, header);
        Sum(bytes, header);
    }

    private void SizeOtherwise(byte[] bytes)
    {
        string[] sizes = ["77777777777", "00000000000", "00000000001", "00000001000", "-0000000001", "           ",
            "00000099999"];
        int header = AnyHeader();
        Encoding.ASCII.GetBytes(sizes[_random.Next(sizes.Length)]).CopyTo(bytes, header + SizeAt);
        Sum(bytes, header);
    }

    private void KindOtherwise(byte[] bytes)
    {
        int header = AnyHeader();
        bytes[header + KindAt] = (byte)_random.Next(256);
        Sum(bytes, header);
    }

    /// <summary>A digit or a letter of a text file changed: digests, sizes, names, versions.</summary>
    private void JsonOtherwise(byte[] bytes)
    {
        for (int tries = 0; tries < 100; tries++)
        {
            int at = Anywhere(bytes);
            if (bytes[at] is >= (byte)'0' and <= (byte)'9')
            {
                bytes[at] = (byte)('0' + _random.Next(10));
                return;
            }
        }
    }

    private static void Sum(byte[] bytes, int header)
    {
        bytes.AsSpan(header + ChecksumAt, 8).Fill((byte)' ');
        int sum = 0;
        for (int i = 0; i < Block; i++)
        {
            sum += bytes[header + i];
        }

        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(bytes, header + ChecksumAt);
    }
}
