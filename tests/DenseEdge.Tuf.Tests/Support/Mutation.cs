using System.Text;

namespace DenseEdge.Tuf.Tests.Support;

/// <summary>Damage to a file: at random places, in ways that parsers and signatures mind.</summary>
internal static class Mutation
{
    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0000", "\\ud800", "null", "true", "-0", "1e9", "1.5", " ",
            "\n", "\0", "\t",
            "99999999999999999999", "\"signed\"", "\"signatures\":[]", "\"version\": 1", "\"version\": 0,", "\"threshold\": 0",
            "\"keyid\"", "\"expires\": \"9999-12-31T23:59:59Z\"", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
            "../", "\uffff",
        }.Select(Encoding.UTF8.GetBytes),
        [0xff], [0xc0, 0x80], [0xef, 0xbb, 0xbf],
    ];

    /// <summary>Damages a copy, once or a few times.</summary>
    public static byte[] Of(byte[] file, Random random)
    {
        List<byte> bytes = [.. file];
        int times = random.Next(4) == 0 ? random.Next(2, 6) : 1;
        for (int time = 0; time < times && bytes.Count > 0; time++)
        {
            Once(bytes, random);
        }

        return [.. bytes];
    }

    private static void Once(List<byte> bytes, Random random)
    {
        int at = random.Next(bytes.Count);
        int length = Math.Min(random.Next(1, 40), bytes.Count - at);
        switch (random.Next(7))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(at, Pieces[random.Next(Pieces.Length)]);
                break;
            case 4:
                bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                break;
            case 5:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                byte[] piece = Pieces[random.Next(Pieces.Length)];
                bytes.RemoveRange(at, Math.Min(piece.Length, bytes.Count - at));
                bytes.InsertRange(at, piece);
                break;
        }
    }
}
