using System.Text;
using DenseEdge.Contracts;
using DenseEdge.Storage;

namespace DenseEdge.Bundles.Tests;

public sealed class BundleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WriteFile_OfTheSameInput_MakesTheSameBytes()
        => Assert.Equal(
            File.ReadAllBytes(SampleBundle.Save(_folder, name: "first")), File.ReadAllBytes(
                SampleBundle.Save(_folder, name: "second")));

    [Fact]
    public void Open_OfWhatWasWritten_TellsTheSameStory()
    {
        using Bundle bundle = Bundle.Open(SampleBundle.Save(_folder));

        Assert.Equal("edge/scene", bundle.Manifest.Name);
        Assert.Equal(7, bundle.Manifest.ReleaseCounter);
        Assert.Equal(new LabelClass("floor", 128, 255, 0), bundle.Manifest.Tasks[0].Classes[0]);
        Assert.Equal("scene-int8.onnx", bundle.Manifest.Models[1].File);
        Assert.Equal(BlobDigest.Of(SampleBundle.Writer().ImageManifest()), bundle.Digest);
        Assert.Null(bundle.Signature);
        bundle.VerifyBlobs();
    }

    [Fact]
    public void OpenBlob_OfAModel_GivesItsBytes()
    {
        using Bundle bundle = Bundle.Open(SampleBundle.Save(_folder));
        using MemoryStream bytes = new();
        using Stream blob = bundle.OpenBlob(BlobDigest.Of(SampleBundle.Second));
        blob.CopyTo(bytes);

        Assert.Equal(SampleBundle.Second, bytes.ToArray());
    }

    [Fact]
    public void SaveFolder_AndBackToAFile_KeepsEveryByte()
    {
        string file = SampleBundle.Save(_folder);
        using (Bundle bundle = Bundle.Open(file))
        {
            bundle.SaveFolder(PhysicalFileSystem.Instance, _folder.At("layout"));
        }

        using Bundle layout = Bundle.Open(_folder.At("layout"));
        layout.VerifyBlobs();
        layout.SaveFile(PhysicalFileSystem.Instance, _folder.At("again"));

        Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(_folder.At("again")));
    }

    [Fact]
    public void ExtractTo_WithOneModel_WritesItWithManifestsAndFrames()
    {
        using Bundle bundle = Bundle.Open(SampleBundle.Save(_folder));
        bundle.ExtractTo(
            PhysicalFileSystem.Instance, _folder.At("out"), new ExtractOptions { Models = [bundle.Manifest.Models[1]] });

        Assert.Equal(
            ["golden.bin", "image-manifest.json", "manifest.json", "scene-int8.onnx"],
            Directory.GetFiles(_folder.At("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(SampleBundle.Second, File.ReadAllBytes(_folder.At("out/scene-int8.onnx")));
        Assert.Equal(bundle.Digest, BlobDigest.Of(File.ReadAllBytes(_folder.At("out/image-manifest.json"))));
    }

    [Fact]
    public void ExtractTo_OverAFolder_LeavesItAlone()
    {
        Directory.CreateDirectory(_folder.At("out"));
        using Bundle bundle = Bundle.Open(SampleBundle.Save(_folder));

        Assert.Throws<IOException>(() => bundle.ExtractTo(PhysicalFileSystem.Instance, _folder.At("out")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.At("out")));
    }

    [Fact]
    public void ExtractTo_OfAChangedModel_LeavesNothing()
    {
        string path = SampleBundle.Save(_folder);
        byte[] bytes = File.ReadAllBytes(path);
        bytes[bytes.AsSpan().IndexOf(SampleBundle.Second)] ^= 1;
        File.WriteAllBytes(path, bytes);
        using Bundle bundle = Bundle.Open(path);

        InvalidDataException fault = Assert.Throws<InvalidDataException>(
            () => bundle.ExtractTo(PhysicalFileSystem.Instance, _folder.At("out")));

        Assert.Contains(BlobDigest.Of(SampleBundle.Second), fault.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(_folder.Path));
    }

    [Fact]
    public void Open_OfATruncatedFile_SaysSo()
    {
        string path = SampleBundle.Save(_folder);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1600]);

        Assert.Contains(
            "truncated", Assert.Throws<InvalidDataException>(() => Bundle.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OfAFolderWithALink_RefusesIt()
    {
        using (Bundle bundle = Bundle.Open(SampleBundle.Save(_folder)))
        {
            bundle.SaveFolder(PhysicalFileSystem.Instance, _folder.At("layout"));
        }

        string blob = Directory.GetFiles(_folder.At("layout/blobs/sha256"))[0];
        File.Move(blob, _folder.At("elsewhere"));
        File.CreateSymbolicLink(blob, _folder.At("elsewhere"));

        Assert.Contains("link", Assert.Throws<InvalidDataException>(
            () => Bundle.Open(_folder.At("layout"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OfAFolderWithAnotherBlob_RefusesIt()
    {
        using (Bundle bundle = Bundle.Open(SampleBundle.Save(_folder)))
        {
            bundle.SaveFolder(PhysicalFileSystem.Instance, _folder.At("layout"));
        }

        byte[] other = Encoding.UTF8.GetBytes("not of this bundle");
        File.WriteAllBytes(_folder.At($"layout/blobs/sha256/{BlobDigest.Hex(BlobDigest.Of(other))}"), other);

        Assert.Contains("another one", Assert.Throws<InvalidDataException>(
            () => Bundle.Open(_folder.At("layout"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OfNothing_NamesThePath()
        => Assert.Contains(
            "/no/such", Assert.Throws<FileNotFoundException>(() => Bundle.Open("/no/such")).Message, StringComparison.Ordinal);
}
