using DenseEdge.Sdk.Postprocess;

namespace DenseEdge.Sdk.Tests.Postprocess;

public sealed class OutputConversionTests
{
    [Fact]
    public void Half_OfEveryBitPattern_IsWidenedExactly()
    {
        Half[] source = [.. Enumerable.Range(0, 1 << 16).Select(bits => BitConverter.UInt16BitsToHalf((ushort)bits)), (Half)7];
        float[] target = new float[source.Length];

        new HalfConversion(source, target).Convert();

        for (int i = 0; i < source.Length; i++)
        {
            float expected = (float)source[i];
            Assert.True(
                float.IsNaN(expected) ? float.IsNaN(target[i]) : BitConverter.SingleToInt32Bits(expected) == BitConverter.SingleToInt32Bits(target[i]),
                $"{i:x4}: expected {expected}, got {target[i]}.");
        }
    }

    [Theory]
    [InlineData(3, 5)]
    [InlineData(2, 1)]
    [InlineData(7, 1543)]
    [InlineData(40, 512)]
    public void Logits_OfAnyNumberOfPixels_GiveTheFirstLargestClass(int classes, int pixels)
    {
        // Few different numbers, so that many pixels have several largest.
        Random random = new(classes);
        float[] logits = [.. Enumerable.Range(0, classes * pixels).Select(_ => random.Next(-5, 5) / 3f)];
        byte[] labels = new byte[pixels];

        new LogitConversion(logits, classes, labels).Convert();

        for (int i = 0; i < pixels; i++)
        {
            float[] column = [.. Enumerable.Range(0, classes).Select(label => logits[(label * pixels) + i])];
            Assert.Equal(Array.IndexOf(column, column.Max()), labels[i]);
        }
    }

    [Fact]
    public void Logits_OfTwoFramesAfterEachOther_ForgetTheFirst()
    {
        float[] logits = [1, 9, 5, 2];
        byte[] labels = new byte[2];
        LogitConversion conversion = new(logits, 2, labels);
        conversion.Convert();
        Assert.Equal([1, 0], labels);

        new float[] { 3, 4, 2, 6 }.CopyTo(logits, 0);
        conversion.Convert();

        Assert.Equal([0, 1], labels);
    }

    [Fact]
    public void Labels_OfWideIntegers_AreBytes()
    {
        byte[] fromInt = new byte[3], fromLong = new byte[3];

        new LabelConversion<int>([0, 39, 255], fromInt).Convert();
        new LabelConversion<long>([254, 1, 0], fromLong).Convert();

        Assert.Equal([0, 39, 255], fromInt);
        Assert.Equal([254, 1, 0], fromLong);
    }
}
