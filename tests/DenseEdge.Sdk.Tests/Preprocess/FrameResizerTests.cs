using DenseEdge.Sdk.Preprocess;

namespace DenseEdge.Sdk.Tests.Preprocess;

public sealed class FrameResizerTests
{
    [Theory]
    [InlineData(20, 30, 12, 16)]
    [InlineData(7, 5, 13, 29)]
    [InlineData(1, 1, 4, 4)]
    [InlineData(120, 131, 12, 17)]
    [InlineData(12, 40, 12, 16)]
    public void Resize_ToAnySize_IsWithinOneLevelOfTheExactValue(int fromHeight, int fromWidth, int height, int width)
    {
        byte[] source = new byte[fromHeight * fromWidth * 3];
        new Random(fromHeight).NextBytes(source);
        byte[] actual = new byte[height * width * 3];

        new FrameResizer(height, width).Resize(source, fromHeight, fromWidth, actual);

        for (int i = 0; i < actual.Length; i++)
        {
            double exact = Exact(source, fromHeight, fromWidth, height, width, i / 3 / width, i / 3 % width, i % 3);
            Assert.InRange(actual[i], exact - 1, exact + 1);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(127)]
    [InlineData(255)]
    public void Resize_OfOneColour_StaysThatColour(byte level)
    {
        byte[] source = new byte[37 * 53 * 3], actual = new byte[12 * 16 * 3];
        Array.Fill(source, level);

        new FrameResizer(12, 16).Resize(source, 37, 53, actual);

        Assert.All(actual, value => Assert.Equal(level, value));
    }

    [Fact]
    public void Resize_AfterAnotherSize_UsesTheNewTables()
    {
        byte[] large = new byte[40 * 50 * 3], small = new byte[6 * 8 * 3];
        new Random(1).NextBytes(large);
        new Random(2).NextBytes(small);
        byte[] fresh = new byte[12 * 16 * 3], used = new byte[12 * 16 * 3];
        new FrameResizer(12, 16).Resize(small, 6, 8, fresh);
        FrameResizer resizer = new(12, 16);

        resizer.Resize(large, 40, 50, used);
        resizer.Resize(small, 6, 8, used);

        Assert.Equal(fresh, used);
    }

    private static double Exact(byte[] source, int fromHeight, int fromWidth, int height, int width, int row, int column, int channel)
    {
        double y = Math.Clamp(((row + 0.5) * fromHeight / height) - 0.5, 0, fromHeight - 1);
        double x = Math.Clamp(((column + 0.5) * fromWidth / width) - 0.5, 0, fromWidth - 1);
        (int top, int left) = ((int)y, (int)x);
        (int bottom, int right) = (Math.Min(top + 1, fromHeight - 1), Math.Min(left + 1, fromWidth - 1));
        double upper = (At(top, left) * (1 - x + left)) + (At(top, right) * (x - left));
        double lower = (At(bottom, left) * (1 - x + left)) + (At(bottom, right) * (x - left));
        return (upper * (1 - y + top)) + (lower * (y - top));

        double At(int r, int c) => source[(((r * fromWidth) + c) * 3) + channel];
    }
}
