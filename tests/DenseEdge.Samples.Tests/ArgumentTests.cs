namespace DenseEdge.Samples.Tests;

/// <summary>What every sample does with arguments that are wrong: one line, exit code 2.</summary>
public sealed class ArgumentTests : IDisposable
{
    private readonly SampleFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("OneImage")]
    [InlineData("LiveCamera")]
    [InlineData("GpioTrigger", "--class", "dim")]
    [InlineData("DepthSafetyZone")]
    [InlineData("HeadlessService")]
    [InlineData("LatencyProbe")]
    public async Task Sample_WithoutModel_SaysHowToUseItOnOneLine(string sample, params string[] arguments)
    {
        (int code, string output, string errors) = await SampleProgram.RunAsync(sample, _folder.Path, arguments);

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.StartsWith($"{sample}: expected a model and ", errors, StringComparison.Ordinal);
        Assert.Contains($"usage: {sample} MODEL.onnx", errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("LiveCamera", "--task", "expects one of", "MODEL", "test://", "--task", "smell")]
    [InlineData("GpioTrigger", "--class", "dark, dim, light, bright", "MODEL", "test://", "--class", "person", "--simulate")]
    [InlineData("DepthSafetyZone", "--go-above", "must be above --stop-below", "MODEL", "test://", "--go-above", "0.5")]
    [InlineData("HeadlessService", "http://:8080", "got 'ftp://x'", "MODEL", "test://", "--metrics", "ftp://x")]
    [InlineData("LatencyProbe", "--policy", "got 'newest'", "MODEL", "test://", "--policy", "newest")]
    [InlineData("LatencyProbe", "width", "test://?width=wide", "MODEL", "test://?width=wide")]
    [InlineData("OneImage", "none.png", "does not exist", "MODEL", "none.png")]
    public async Task Sample_WithAWrongValue_NamesItAndEndsWithTwo(
        string sample, string expected, string found, params string[] arguments)
    {
        string[] real = [.. arguments.Select(argument => argument == "MODEL" ? _folder.Model : argument)];

        (int code, _, string errors) = await SampleProgram.RunAsync(sample, _folder.Path, real);

        Assert.Equal(2, code);
        Assert.Contains(expected, errors, StringComparison.Ordinal);
        Assert.Contains(found, errors, StringComparison.Ordinal);
        Assert.Single(errors.TrimEnd().Split('\n'));
    }
}
