namespace DenseEdge.Sdk.Tests.Fuzzing;

/// <summary>Frames of every size and length: right ones are computed, wrong ones are refused as arguments, and no buffer is
/// lost.</summary>
public sealed class FrameFuzzTests : IDisposable
{
    private static readonly int[] Sides = [int.MinValue, -1, 0, 1, 2, 3, 11, 12, 13, 15, 16, 17, 40, 65_536, int.MaxValue];

    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-fuzz").FullName;
    private readonly byte[] _memory = new byte[3 * 64 * 64];

    [Theory]
    [InlineData(1, 400)]
    [InlineData(2, 200)]
    public void Run_OfAnyFrame_ThrowsOnlyWhatItDocuments(int seed, int count) => Fuzz(seed, count);

    [Fact]
    public void Run_OfAFrameWhoseSizeOverflows64Bits_SaysWhatItShouldHave()
    {
        using DensePredictor predictor = DensePredictor.Load(TestModel.Save(_folder), new PredictorOptions { ThreadCount = 1 });

        ArgumentException refusal =
            Assert.Throws<ArgumentException>(() => predictor.Run(_memory, int.MaxValue, int.MaxValue));

        Assert.Contains("Expected 13835058042397261827 bytes", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "long")]
    public void Run_OfAHundredThousandFrames_ThrowsOnlyWhatItDocuments() => Fuzz(seed: 3, count: 100_000);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Fuzz(int seed, int count)
    {
        using DensePredictor predictor = DensePredictor.Load(
            TestModel.Save(_folder), new PredictorOptions { ThreadCount = 1, ResultBuffers = 1 });
        Random random = new(seed);
        random.NextBytes(_memory);
        int computed = 0;
        for (int i = 0; i < count; i++)
        {
            int height = Side(random), width = Side(random);
            long right = (long)Math.Clamp(height, 0, 64) * Math.Clamp(width, 0, 64) * 3;
            int length = random.Next(3) == 0 ? random.Next(_memory.Length) : (int)right;
            bool isValid = height > 0 && width > 0 && (Int128)height * width * 3 == length;
            Exception? exception = Record.Exception(() => predictor.Run(_memory.AsSpan(0, length), height, width).Dispose());
            computed += exception is null ? 1 : 0;
            Assert.True(
                isValid ? exception is null : exception is ArgumentException,
                $"Seed {seed}, frame {i}: {length} bytes for {height}x{width}: {exception}");
        }

        Assert.True(computed > count / 10);
    }

    private static int Side(Random random) => random.Next(4) == 0 ? Sides[random.Next(Sides.Length)] : random.Next(1, 64);
}
