using DenseEdge.Bundles.Deltas;
using DenseEdge.Bundles.Tests.Deltas;
using DenseEdge.Contracts;
using DenseEdge.Storage;

namespace DenseEdge.Bundles.Tests;

/// <summary>A bundle that has its model as a delta only.</summary>
public sealed class DeltaBundleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _old = SampleModel.Build([1, 2, 3, 4], [9, 8, 7], "before");
    private readonly byte[] _new = SampleModel.Build([1, 2, 3, 5], [9, 8, 6], "after");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ExtractTo_WithTheBaseInstalled_MakesTheModel()
    {
        File.WriteAllBytes(_folder.At("old.onnx"), _old);
        using Bundle bundle = Bundle.Open(Save());
        bundle.ExtractTo(PhysicalFileSystem.Instance, _folder.At("out"), new ExtractOptions
        {
            Installed = digest => digest == BlobDigest.Of(_old) ? _folder.At("old.onnx") : null,
        });

        Assert.False(bundle.Has(BlobDigest.Of(_new)));
        Assert.Equal(_new, File.ReadAllBytes(_folder.At("out/scene.onnx")));
    }

    [Fact]
    public void ExtractTo_WithoutTheBase_SaysWhatIsMissing()
    {
        using Bundle bundle = Bundle.Open(Save());

        Assert.Contains(
            "Fetch the whole bundle",
            Assert.Throws<InvalidDataException>(() => bundle.ExtractTo(PhysicalFileSystem.Instance, _folder.At("out"))).Message,
            StringComparison.Ordinal);
    }

    private string Save()
    {
        using MemoryStream delta = new();
        ModelDelta.Create(new MemoryStream(_old), new MemoryStream(_new), delta);
        ModelVariant model = SampleBundle.Variant("scene.onnx", _new, ModelPrecision.Float32);
        BundleWriter writer = new(SampleBundle.Manifest(model));
        writer.AddGolden(SampleBundle.Golden);
        writer.AddModel(model, null);
        writer.AddDelta(delta.ToArray(), BlobDigest.Of(_old), model.Digest);
        writer.WriteFile(PhysicalFileSystem.Instance, _folder.At("delta.bundle"), null);
        return _folder.At("delta.bundle");
    }
}
