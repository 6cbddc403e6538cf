using System.Text.Json;
using DenseEdge.Sdk.Inference.TensorRt;

namespace DenseEdge.Sdk.Tests.Inference;

public sealed class EngineCacheTests : IDisposable
{
    private static readonly EngineKey Key = new(
        "0123456789abcdef", "semseg,depth", "10.3.0", "12.6", "1.24.1", "Orin", "8.7", "int8+fp16");

    private readonly string _root = Path.Combine(Directory.CreateTempSubdirectory("denseedge-cache").FullName, "engines");

    public static TheoryData<string> OtherKeys => [.. Others().Select(key => key.ToJson())];

    [Fact]
    public void Open_OfANewKey_MakesAFolderThatSaysWhatItIs()
    {
        string folder = EngineCache.Open(_root, Key);

        Assert.StartsWith(Path.Combine(_root, "0123456789ab-trt10.3.0-int8+fp16-"), folder, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, EngineCache.KeyFile)));
        Assert.Equal("Orin", json.RootElement.GetProperty("device").GetString());
        Assert.Equal("semseg,depth", json.RootElement.GetProperty("tasks").GetString());
        Assert.Equal([folder], Directory.GetDirectories(_root));
    }

    [Fact]
    public void Open_OfTheSameKeyAgain_KeepsWhatWasBuilt()
    {
        string built = Path.Combine(EngineCache.Open(_root, Key), "model.engine");
        File.WriteAllText(built, "engine");

        EngineCache.Open(_root, Key);

        Assert.True(File.Exists(built));
    }

    [Fact]
    public void FolderName_DependsOnEveryPartOfTheKey()
    {
        string[] names = [.. Others().Append(Key).Select(key => key.FolderName)];

        Assert.Equal(names.Length, names.Distinct().Count());
    }

    [Theory]
    [InlineData("{ damaged")]
    [InlineData("")]
    [InlineData(null)]
    public void Open_OfAFolderWithADamagedKey_SetsItAsideAndStartsAnew(string? found)
    {
        string folder = EngineCache.Open(_root, Key);
        string engine = Path.Combine(folder, "model.engine");
        File.WriteAllText(engine, "of another GPU");
        string keyFile = Path.Combine(folder, EngineCache.KeyFile);
        if (found is null)
        {
            File.Delete(keyFile);
        }
        else
        {
            File.WriteAllText(keyFile, found);
        }

        Assert.Equal(folder, EngineCache.Open(_root, Key));

        Assert.False(File.Exists(engine));
        Assert.Equal(Key.ToJson(), File.ReadAllText(keyFile));
        string aside = Assert.Single(Directory.GetDirectories(_root), other => other != folder);
        Assert.True(File.Exists(Path.Combine(aside, "model.engine")));
    }

    [Theory]
    [MemberData(nameof(OtherKeys))]
    public void Open_OfAFolderWithTheKeyOfAnother_SetsItAside(string found)
    {
        string folder = EngineCache.Open(_root, Key);
        File.WriteAllText(Path.Combine(folder, EngineCache.KeyFile), found);

        EngineCache.Open(_root, Key);

        Assert.Equal(2, Directory.GetDirectories(_root).Length);
    }

    [Fact]
    public void Open_BySeveralAtOnce_GivesAllTheSameFolder()
    {
        string[] folders = new string[8];

        Parallel.For(0, folders.Length, i => folders[i] = EngineCache.Open(_root, Key));

        Assert.Single(folders.Distinct());
        Assert.Equal([folders[0]], Directory.GetDirectories(_root));
    }

    /// <summary>A file stands where the folder should be: no user may write there, not even root.</summary>
    [Fact]
    public void Open_WhereNothingCanBeWritten_SaysWhatToDo()
    {
        File.WriteAllText(_root, "a file");

        EngineException exception = Assert.Throws<EngineException>(() => EngineCache.Open(_root, Key));

        Assert.StartsWith($"{_root}: the folder for built engines can't be written", exception.Message, StringComparison.Ordinal);
        Assert.Contains("PredictorOptions.CacheFolder", exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_root)!, recursive: true);

    private static IEnumerable<EngineKey> Others() =>
    [
        Key with { ModelDigest = "0123456789abcdee" }, Key with { Tasks = "depth" }, Key with { TensorRt = "10.3.1" },
        Key with { Driver = "12.8" }, Key with { OnnxRuntime = "1.24.2" }, Key with { Device = "Thor" },
        Key with { ComputeCapability = "8.6" }, Key with { Precision = "fp16" },
    ];
}
