using DenseEdge.Cli.Benching;
using DenseEdge.Cli.Predicting;
using DenseEdge.Cli.Running;
using DenseEdge.Contracts;

namespace DenseEdge.Cli.Tests.Predicting;

public sealed class PredictArgumentsTests
{
    [Theory]
    [InlineData("png", 1)]
    [InlineData("npy,json", 6)]
    [InlineData("ply, png", 9)]
    public void Save_OfKnownForms_IsTheirSet(string text, int forms) => Assert.Equal((SavedForms)forms, SavedFormsArgument.Find(text));

    [Theory]
    [InlineData("gif")]
    [InlineData("png,,json")]
    [InlineData("")]
    public void Save_OfAnythingElse_IsNone(string text) => Assert.Null(SavedFormsArgument.Find(text));

    [Fact]
    public void Intrinsics_OfFourNumbers_AreRead()
        => Assert.Equal(new CameraIntrinsics(600, 601.5, 319.5, 239.5), IntrinsicsArgument.Find("600,601.5,319.5,239.5"));

    [Theory]
    [InlineData("600,600,319.5")]
    [InlineData("600,600,319.5,239.5,0")]
    [InlineData("0,600,319.5,239.5")]
    [InlineData("600,a,319.5,239.5")]
    [InlineData("600,600,NaN,239.5")]
    [InlineData("")]
    public void Intrinsics_OfAnythingElse_AreNone(string text) => Assert.Null(IntrinsicsArgument.Find(text));

    [Fact]
    public void Rates_AreNumbersAboveZero()
    {
        Assert.Equal([10, 29.97], BenchRates.Find("10, 29.97")!);
        Assert.All(["0", "10,", "-3", "x", "NaN", "1e9"], text => Assert.Null(BenchRates.Find(text)));
    }
}
