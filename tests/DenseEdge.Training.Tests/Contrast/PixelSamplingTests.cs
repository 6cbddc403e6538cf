using DenseEdge.Contracts;
using DenseEdge.Training.Contrast;

namespace DenseEdge.Training.Tests.Contrast;

public sealed class PixelSamplingTests
{
    [Theory]
    [InlineData(new[] { 100, 100 }, 10, new[] { 5, 5 })]
    [InlineData(new[] { 2, 100 }, 10, new[] { 2, 8 })]
    [InlineData(new[] { 100, 1, 4 }, 9, new[] { 4, 1, 4 })]
    [InlineData(new[] { 1, 2 }, 10, new[] { 1, 2 })]
    [InlineData(new int[0], 10, new int[0])]
    public void Share_OfANumber_IsAsEvenAsTheSizesAllow(int[] sizes, int total, int[] expected)
        => Assert.Equal(expected, PixelSampling.Share(sizes, total));

    [Fact]
    public void Draw_OfClasses_TakesEveryClassAlikeAndNoPixelTwice()
    {
        // 1000 pixels: class 0 on 900, class 1 on 80, class 2 on 20, and every seventh pixel without a label.
        byte[] classes = [.. Enumerable.Range(0, 1000).Select(i => (byte)(i < 900 ? 0 : i < 980 ? 1 : 2))];
        bool[] isValid = [.. Enumerable.Range(0, 1000).Select(i => i % 7 != 0)];
        SourceLabels labels = new(TaskKind.SemanticSegmentation, 1, isValid, classes, []);

        PixelDraw draw = PixelSampling.Draw(labels, 60, new Random(1));

        Assert.Equal(60, draw.Count);
        Assert.Equal(60, draw.Pixels.Distinct().Count());
        Assert.All(draw.Pixels, pixel => Assert.True(isValid[pixel]));
        int rarest = Enumerable.Range(980, 20).Count(i => isValid[i]);
        Assert.Equal(rarest, draw.Pixels.Count(pixel => classes[pixel] == 2));
        Assert.Equal((60 - rarest) / 2, draw.Pixels.Count(pixel => classes[pixel] == 1));
    }

    [Theory]
    [InlineData(TaskKind.Boundaries)]
    [InlineData(TaskKind.Saliency)]
    public void Draw_OfTwoClasses_TakesHalfOfEach(TaskKind task)
    {
        byte[] classes = [.. Enumerable.Range(0, 500).Select(i => (byte)(i % 10 == 0 ? 1 : 0))];
        SourceLabels labels = new(task, 1, [.. classes.Select(_ => true)], classes, []);

        PixelDraw draw = PixelSampling.Draw(labels, 64, new Random(2));

        Assert.Equal(32, draw.Pixels.Count(pixel => classes[pixel] == 1));
        Assert.Equal(64, draw.Count);
    }

    [Fact]
    public void Draw_OfABatch_KeepsImagesApart()
    {
        bool[] isValid = [.. Enumerable.Range(0, 30).Select(i => i is < 10 or >= 27)];
        SourceLabels labels = new(TaskKind.Depth, 3, isValid, [], new float[30]);

        PixelDraw draw = PixelSampling.Draw(labels, 5, new Random(3));

        Assert.Equal([0, 5, 5, 8], draw.ImageStarts);
        Assert.All(draw.Of(0).ToArray(), pixel => Assert.InRange(pixel, 0, 9));
        Assert.Equal([27L, 28, 29], draw.Of(2).ToArray().Order());
    }

    [Fact]
    public void Draw_WithMistakes_TakesHalfOfThemInEachClass()
    {
        byte[] classes = [.. Enumerable.Range(0, 400).Select(i => (byte)(i % 2))];
        bool[] isHard = [.. Enumerable.Range(0, 400).Select(i => i < 100)];
        SourceLabels labels = new(TaskKind.SemanticSegmentation, 1, [.. classes.Select(_ => true)], classes, []);

        PixelDraw draw = PixelSampling.Draw(labels, 40, new Random(4), isHard);

        foreach (int label in new[] { 0, 1 })
        {
            Assert.Equal(10, draw.Pixels.Count(pixel => classes[pixel] == label && isHard[pixel]));
            Assert.Equal(10, draw.Pixels.Count(pixel => classes[pixel] == label && !isHard[pixel]));
        }
    }

    [Fact]
    public void Draw_OfValues_IsUniform()
    {
        SourceLabels labels = new(TaskKind.Depth, 1, [.. Enumerable.Repeat(true, 20)], [], new float[20]);
        int[] counts = new int[20];
        for (int seed = 0; seed < 2000; seed++)
        {
            foreach (long pixel in PixelSampling.Draw(labels, 5, new Random(seed)).Pixels)
            {
                counts[pixel]++;
            }
        }

        // 500 expected, deviation 19: five of them.
        Assert.All(counts, count => Assert.InRange(count, 400, 600));
    }
}
