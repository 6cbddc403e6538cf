using System.Diagnostics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DenseEdge.InferenceBench;

/// <summary>What one core can do at most, measured on registers only: the roof that convolutions stay under.</summary>
internal static class PeakRate
{
    private const int Rounds = 4_000_000;
    private const int Trials = 7;
    private const int Chains = 12;

    /// <summary>FP32 fused multiply-adds in the widest vectors, in GFLOP/s; an addition and a multiplication each
    /// count.</summary>
    public static double FloatGflops() => Vector512.IsHardwareAccelerated
        ? Best(Float512, 2 * Vector512<float>.Count)
        : Best(Float256, 2 * Vector256<float>.Count);

    /// <summary>
    /// INT8 multiply-adds with AVX2's instructions (products of bytes, summed to 16 and then to 32 bits), in Gop/s; 0 without
    /// AVX2. A core with VNNI has one instruction for this that .NET doesn't offer in 512 bits: about twice as fast.
    /// </summary>
    public static double IntegerGops() => Avx2.IsSupported ? Best(Integer256, 2 * Vector256<byte>.Count) : 0;

    private static double Best(Func<int, float> loop, int operations)
    {
        double best = 0;
        for (int trial = 0; trial < Trials; trial++)
        {
            long start = Stopwatch.GetTimestamp();
            float result = loop(Rounds);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            best = result == float.MaxValue ? best : Math.Max(best, (double)Rounds * Chains * operations / seconds / 1e9);
        }

        return best;
    }

    // Twelve independent sums hide the latency of an addition; the factors keep them finite.
    private static float Float256(int rounds)
    {
        Vector256<float> x = Vector256.Create(0.5f), y = Vector256.Create(0.25f);
        Vector256<float> a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y, k = y, l = y;
        for (int round = 0; round < rounds; round++)
        {
            a = Vector256.FusedMultiplyAdd(a, x, y);
            b = Vector256.FusedMultiplyAdd(b, x, y);
            c = Vector256.FusedMultiplyAdd(c, x, y);
            d = Vector256.FusedMultiplyAdd(d, x, y);
            e = Vector256.FusedMultiplyAdd(e, x, y);
            f = Vector256.FusedMultiplyAdd(f, x, y);
            g = Vector256.FusedMultiplyAdd(g, x, y);
            h = Vector256.FusedMultiplyAdd(h, x, y);
            i = Vector256.FusedMultiplyAdd(i, x, y);
            j = Vector256.FusedMultiplyAdd(j, x, y);
            k = Vector256.FusedMultiplyAdd(k, x, y);
            l = Vector256.FusedMultiplyAdd(l, x, y);
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    private static float Float512(int rounds)
    {
        Vector512<float> x = Vector512.Create(0.5f), y = Vector512.Create(0.25f);
        Vector512<float> a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y, k = y, l = y;
        for (int round = 0; round < rounds; round++)
        {
            a = Vector512.FusedMultiplyAdd(a, x, y);
            b = Vector512.FusedMultiplyAdd(b, x, y);
            c = Vector512.FusedMultiplyAdd(c, x, y);
            d = Vector512.FusedMultiplyAdd(d, x, y);
            e = Vector512.FusedMultiplyAdd(e, x, y);
            f = Vector512.FusedMultiplyAdd(f, x, y);
            g = Vector512.FusedMultiplyAdd(g, x, y);
            h = Vector512.FusedMultiplyAdd(h, x, y);
            i = Vector512.FusedMultiplyAdd(i, x, y);
            j = Vector512.FusedMultiplyAdd(j, x, y);
            k = Vector512.FusedMultiplyAdd(k, x, y);
            l = Vector512.FusedMultiplyAdd(l, x, y);
        }

        return Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l);
    }

    // Factors come from memory, at a place that changes every round, or the compiler would compute the products once.
    private static float Integer256(int rounds)
    {
        Span<byte> factors = stackalloc byte[(Chains + 1) * Vector256<byte>.Count];
        factors.Fill(3);
        ref byte first = ref factors[0];
        Vector256<sbyte> y = Vector256<sbyte>.One;
        Vector256<int> a = Vector256<int>.Zero, b = a, c = a, d = a, e = a, f = a, g = a, h = a, i = a, j = a, k = a, l = a;
        for (int round = 0; round < rounds; round++)
        {
            nuint place = (nuint)(round & 31);
            a += Product(ref first, place, y);
            b += Product(ref first, place + 32, y);
            c += Product(ref first, place + 64, y);
            d += Product(ref first, place + 96, y);
            e += Product(ref first, place + 128, y);
            f += Product(ref first, place + 160, y);
            g += Product(ref first, place + 192, y);
            h += Product(ref first, place + 224, y);
            i += Product(ref first, place + 256, y);
            j += Product(ref first, place + 288, y);
            k += Product(ref first, place + 320, y);
            l += Product(ref first, place + 352, y);
        }

        return Vector256.Sum(a ^ b ^ c ^ d ^ e ^ f ^ g ^ h ^ i ^ j ^ k ^ l);
    }

    private static Vector256<int> Product(ref byte factors, nuint place, Vector256<sbyte> weights)
        => Avx2.MultiplyAddAdjacent(
            Avx2.MultiplyAddAdjacent(Vector256.LoadUnsafe(ref factors, place), weights), Vector256<short>.One);
}
