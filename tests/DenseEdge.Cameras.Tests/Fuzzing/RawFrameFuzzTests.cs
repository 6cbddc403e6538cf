using DenseEdge.Cameras.Conversion;

namespace DenseEdge.Cameras.Tests.Fuzzing;

/// <summary>Raw frames of every size, format and length: short ones are refused, others fill the target and nothing behind
/// it.</summary>
public sealed class RawFrameFuzzTests
{
    private const int LargestSide = 80;
    private const int Guard = 64;
    private const byte Mark = 0xa5;

    [Theory]
    [InlineData(1, 500)]
    [InlineData(2, 500)]
    public void Convert_OfAnyFrame_StaysInsideItsTarget(int seed, int count) => Fuzz(seed, count);

    [Fact]
    [Trait("Category", "long")]
    public void Convert_OfAHundredThousandFrames_StaysInsideItsTarget() => Fuzz(seed: 3, count: 100_000);

    private static void Fuzz(int seed, int count)
    {
        Random random = new(seed);
        RawFormat[] formats = Enum.GetValues<RawFormat>();
        YuvStandard[] standards = [YuvStandard.Bt601, YuvStandard.Bt709, YuvStandard.Bt2020];
        byte[] source = new byte[LargestSide * LargestSide * 4], target = new byte[(LargestSide * LargestSide * 3) + Guard];
        random.NextBytes(source);
        for (int i = 0; i < count; i++)
        {
            int height = random.Next(1, LargestSide), width = random.Next(1, LargestSide);
            var layout = RawLayout.Of(formats[random.Next(formats.Length)], height, width);
            YuvStandard standard = standards[random.Next(standards.Length)];
            int length = random.Next(3) == 0 ? random.Next(source.Length) : layout.ByteCount;
            int bytes = height * width * 3;
            Array.Fill(target, Mark);
            Exception? exception = Record.Exception(
                () => RgbConverter.Convert(source.AsSpan(0, length), layout, standard, target.AsSpan(0, bytes)));
            string name = $"Seed {seed}, frame {i}: {length} bytes for {layout}: {exception}";
            Assert.True(length < layout.ByteCount ? exception is CameraException : exception is null, name);
            Assert.False(target.AsSpan(bytes, Guard).ContainsAnyExcept(Mark), name);
        }
    }
}
