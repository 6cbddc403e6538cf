using DenseEdge.Contracts;

namespace DenseEdge.Imaging.Tests;

public sealed class PictureTests
{
    private static readonly LabelClass[] TwoClasses = [new("wall", 10, 20, 30), new("floor", 200, 100, 0)];

    [Fact]
    public void LabelPicture_OfTwoClasses_HasTheirColours()
    {
        Rgb24Image picture = LabelPicture.Draw([1, 0], 1, 2, TwoClasses);

        Assert.Equal([200, 100, 0, 10, 20, 30], picture.Pixels.ToArray());
    }

    [Fact]
    public void LabelPicture_OfUnknownPixels_IsHatchedInGrey()
    {
        byte[] labels = new byte[32];
        Array.Fill(labels, (byte)255);

        byte[] pixels = LabelPicture.Draw(labels, 2, 16, TwoClasses).Pixels.ToArray();

        Assert.Equal(4, pixels.Chunk(3).Count(pixel => pixel[0] > 0));
        Assert.All(pixels.Chunk(3), pixel => Assert.True(pixel[0] == pixel[1] && pixel[1] == pixel[2]));
    }

    [Fact]
    public void LabelPicture_OfALabelWithoutClass_NamesIt()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => LabelPicture.Draw([2], 1, 1, TwoClasses));

        Assert.Contains("Label 2 has no class", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Overlay_OfHalfAlpha_MixesAndLeavesUnknownAlone()
    {
        var image = new Rgb24Image(1, 2, [100, 100, 100, 50, 60, 70]);

        Rgb24Image picture = LabelPicture.Overlay(image, [1, 255], TwoClasses, 0.5);

        Assert.Equal([150, 100, 50, 50, 60, 70], picture.Pixels.ToArray());
        Assert.Equal(100, image.Pixels[0]);
    }

    [Fact]
    public void DepthPicture_OfNearFarAndMissing_IsRedBlueAndBlack()
    {
        byte[] pixels = DepthPicture.Draw([1, 4.8f, 0, float.NaN, 0.2f], 1, 5, 1, 5).Pixels.ToArray();

        Assert.True(pixels[0] > pixels[2]);
        Assert.True(pixels[5] > pixels[3]);
        Assert.Equal([0, 0, 0, 0, 0, 0], pixels[6..12]);
        Assert.Equal(pixels[..3], pixels[12..]);
    }

    [Fact]
    public void DepthPicture_WithFarBelowNear_Throws()
    {
        Assert.Throws<ArgumentException>(() => DepthPicture.Draw([1], 1, 1, 3, 2));
    }

    [Fact]
    public void RangeOf_AMap_LeavesOutTheMissing()
    {
        Assert.Equal((2, 7), DepthPicture.RangeOf([0, 7, 2, float.NaN, 3]));
        Assert.Equal((0, 10), DepthPicture.RangeOf([0, 0]));
    }

    [Fact]
    public void NormalPicture_OfFloorAndFacingWall_IsGreenAndBlue()
    {
        // Floor: up is -y. Wall that faces the camera: -z. Third: none. Components are planar and of any length.
        float[] components = [0, 0, 0, -1, 0, 0, 0, -5, 0];

        byte[] pixels = NormalPicture.Draw(components, 1, 3).Pixels.ToArray();

        Assert.Equal([128, 255, 128, 128, 128, 255, 0, 0, 0], pixels);
    }

    [Fact]
    public void NormalPicture_OfAWallOnTheLeft_IsRed()
    {
        // It faces right: +x.
        byte[] pixels = NormalPicture.Draw([1, 0, 0], 1, 1).Pixels.ToArray();

        Assert.Equal([255, 128, 128], pixels);
    }

    [Fact]
    public void ProbabilityPicture_OfProbabilities_IsGrey()
    {
        byte[] pixels = ProbabilityPicture.Draw([0, 0.2f, 1.5f, float.NaN], 1, 4).Pixels.ToArray();

        Assert.Equal([0, 51, 255, 0], pixels.Chunk(3).Select(pixel => pixel[1]));
    }

    [Fact]
    public void ProbabilityPicture_OverAnImage_PaintsTheLikelyPixels()
    {
        var image = new Rgb24Image(1, 2, [1, 2, 3, 4, 5, 6]);

        Rgb24Image picture = ProbabilityPicture.Over(image, [0.4f, 0.5f], new Rgb(9, 8, 7));

        Assert.Equal([1, 2, 3, 9, 8, 7], picture.Pixels.ToArray());
    }

    [Fact]
    public void Pictures_OfTooFewNumbers_TellBothCounts()
    {
        Assert.Throws<ArgumentException>(() => LabelPicture.Draw(new byte[3], 2, 2, TwoClasses));
        Assert.Throws<ArgumentException>(() => DepthPicture.Draw(new float[3], 2, 2, 0, 1));
        Assert.Throws<ArgumentException>(() => NormalPicture.Draw(new float[4], 2, 2));
        Assert.Throws<ArgumentException>(() => ProbabilityPicture.Draw(new float[5], 2, 2));
    }

    [Fact]
    public void Distinct_Colours_AreTheSameEachTimeAndFarApart()
    {
        IReadOnlyList<Rgb> colors = ClassPalette.Distinct(40);

        Assert.Equal(colors, ClassPalette.Distinct(40));
        Assert.Equal(colors.Take(10), ClassPalette.Distinct(10));
        Assert.Equal(255, ClassPalette.Distinct(255).Distinct().Count());
        int smallest = colors.SelectMany((a, i) => colors.Skip(i + 1).Select(b =>
            Math.Abs(a.Red - b.Red) + Math.Abs(a.Green - b.Green) + Math.Abs(a.Blue - b.Blue))).Min();
        Assert.True(smallest >= 60, $"Two colours are {smallest} levels apart.");
        Assert.Throws<ArgumentOutOfRangeException>(() => ClassPalette.Distinct(256));
    }

    [Fact]
    public void Classes_WithABackground_MakeItDark()
    {
        IReadOnlyList<LabelClass> classes = ClassPalette.Classes(["background", "head"]);

        Assert.True(classes[0].Red < 60);
        Assert.Equal("head", classes[1].Name);
    }

    [Fact]
    public void PictureRow_OfTwo_StandsThemSideBySideUnderTitles()
    {
        var left = new Rgb24Image(10, 20);
        left.Pixels.Fill(50);
        var right = new Rgb24Image(10, 30);
        right.Pixels.Fill(90);

        Rgb24Image row = PictureRow.Of([("depth", left), ("normals", right)]);

        Assert.Equal((32, 54), (row.Height, row.Width));
        Assert.Equal(50, row.Pixels[((31 * 54) + 19) * 3]);
        Assert.Equal(255, row.Pixels[((31 * 54) + 21) * 3]);
        Assert.Equal(90, row.Pixels[((22 * 54) + 24) * 3]);
    }

    [Fact]
    public void PictureRow_OfDifferentHeights_Throws()
    {
        Assert.Throws<ArgumentException>(() => PictureRow.Of([("a", new Rgb24Image(1, 1)), ("b", new Rgb24Image(2, 1))]));
        Assert.Throws<ArgumentException>(() => PictureRow.Of([]));
    }
}
