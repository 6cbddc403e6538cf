using DenseEdge.Contracts;
using DenseEdge.Imaging;

namespace DenseEdge.Samples.Tests;

public sealed class DepthSafetyZoneTests : IDisposable
{
    private readonly SampleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task DepthSafetyZone_ThingComesAndGoes_StopsAtOnceAndGoesAfterThreeFreeFrames()
    {
        // Red is the depth in centimetres. 0.9 m lies in the gap of the hysteresis: neither stops nor lets go.
        Frames(200, 200, 200, 90, 50, 90, 200, 200, 90, 200, 200, 200);

        (int code, string output, string errors) = await SampleProgram.RunAsync(
            "DepthSafetyZone", _folder.Path, _folder.Model, "dir://" + _folder.File("frames"),
            "--stop-below", "0.8", "--go-above", "1.0", "--stale-ms", "60000", "--frames", "12", "--picture", "last.png");

        Assert.Equal("", errors);
        Assert.Equal(0, code);
        string[] states = [.. output.Split('\n').Where(line => line.StartsWith("STOP", StringComparison.Ordinal)
            || line.StartsWith("GO", StringComparison.Ordinal))];
        Assert.Equal(["STOP until the first frame", "GO 2.00 m, light", "STOP 0.50 m, dark", "GO 2.00 m, light", "STOP the end"], states);
        Assert.Contains("12 frames, nearest 0.50 m, 1 stop(s)", output, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.File("last.png")));
    }

    [Fact]
    public async Task DepthSafetyZone_NearPixelsOfAnIgnoredClass_LetItGo()
    {
        Frames(50, 50, 50, 50);

        (int code, string output, _) = await SampleProgram.RunAsync(
            "DepthSafetyZone", _folder.Path, _folder.Model, "dir://" + _folder.File("frames"), "--ignore", "dark", "--stale-ms", "60000");

        Assert.Equal(0, code);
        Assert.Contains("GO nothing in the zone", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DepthSafetyZone_CameraStalls_StopsWithoutAFrame()
    {
        // Two seconds of frames, one of silence, and frames again.
        (int code, string output, _) = await SampleProgram.RunAsync(
            "DepthSafetyZone", _folder.Path, _folder.Model, "test://?fps=20&width=64&height=48&stall=40:20",
            "--stop-below", "0.001", "--go-above", "0.002", "--stale-ms", "300", "--ignore", "dark,dim,light,bright", "--frames", "45");

        Assert.Equal(0, code);
        Assert.Contains("STOP no frame for 300 ms", output, StringComparison.Ordinal);
    }

    private void Frames(params byte[] reds)
    {
        for (int i = 0; i < reds.Length; i++)
        {
            Rgb24Image image = new(12, 16);
            for (int at = 0; at < image.Pixels.Length; at += 3)
            {
                image.Pixels[at] = reds[i];
            }

            ImageFile.Write(_folder.File($"frames/{i:D2}.png"), image);
        }
    }
}
