using DenseEdge.Contracts;
using DenseEdge.Imaging;
using DenseEdge.Sdk.Tests;

namespace DenseEdge.Samples.Tests;

public sealed class OneImageTests : IDisposable
{
    private readonly SampleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task OneImage_OfOneColour_TellsItsClassAndDepthAndWritesAPictureOfEachTask()
    {
        // The model's rules: class = red / 85, depth = red in centimetres.
        Rgb24Image image = new(24, 32);
        for (int i = 0; i < image.Pixels.Length; i += 3)
        {
            image.Pixels[i] = 100;
        }

        ImageFile.Write(_folder.File("red.png"), image);

        (int code, string output, string errors) = await SampleProgram.RunAsync(
            "OneImage", _folder.Path, _folder.Model, "red.png", "pictures");

        Assert.Equal("", errors);
        Assert.Equal(0, code);
        Assert.Contains("classes     dim 100", output, StringComparison.Ordinal);
        Assert.Contains("near 1.00, median 1.00, far 1.00 m", output, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.File("pictures/red.json")));
        foreach (TaskKind task in TaskKinds.All)
        {
            Rgb24Image picture = ImageFile.Read(_folder.File($"pictures/red.{task.Key()}.png"));
            Assert.Equal((TestModel.Height, TestModel.Width), (picture.Height, picture.Width));
        }
    }
}
