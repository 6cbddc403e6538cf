using System.Text;
using System.Text.Json.Nodes;
using DenseEdge.Contracts;
using DenseEdge.Sdk;
using DenseEdge.Storage;
using DenseEdge.Tuf;

namespace DenseEdge.Bundles.Tests;

/// <summary>A small bundle: two variants whose bytes are text, and a root that trusts the key that signed it.</summary>
internal static class SampleBundle
{
    public static readonly byte[] First = Encoding.UTF8.GetBytes("the FP32 model's bytes, as far as a bundle cares");
    public static readonly byte[] Second = Encoding.UTF8.GetBytes("the INT8 model's bytes: other ones");
    public static readonly byte[] Golden = Encoding.UTF8.GetBytes("golden frames");

    public static ModelVariant Variant(string file, byte[] bytes, ModelPrecision precision, params RuntimeRange[] runtimes)
        => new()
        {
            File = file,
            Digest = BlobDigest.Of(bytes),
            Size = bytes.Length,
            Target = precision == ModelPrecision.Int8 ? "cpu" : null,
            Precision = precision,
            InputFormat = InputFormat.UInt8Nhwc,
            InputHeight = 12,
            InputWidth = 16,
            Runtimes = runtimes.Length == 0 ? [new RuntimeRange(ExecutionProvider.Cpu)] : runtimes,
        };

    public static BundleManifest Manifest(params ModelVariant[] models) => new()
    {
        Name = "edge/scene",
        Version = "1.2.0-rc.1",
        ReleaseCounter = 7,
        CreatedUtc = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero),
        Tasks =
        [
            new BundleTask(
                TaskKind.SemanticSegmentation, "class", [new LabelClass("floor", 128, 255, 0), new LabelClass("wall", 1, 2, 3)]),
            new BundleTask(TaskKind.Depth, "m", []),
        ],
        InputContract = new InputContract(InputContract.Rgb24, 12, 16),
        Models = models,
        GoldenDigest = BlobDigest.Of(Golden),
        GoldenSize = Golden.Length,
    };

    public static BundleWriter Writer()
    {
        ModelVariant first = Variant("scene.onnx", First, ModelPrecision.Float32);
        ModelVariant second = Variant("scene-int8.onnx", Second, ModelPrecision.Int8);
        BundleWriter writer = new(Manifest(first, second));
        writer.AddGolden(Golden);
        writer.AddModel(first, () => new MemoryStream(First));
        writer.AddModel(second, () => new MemoryStream(Second));
        return writer;
    }

    /// <summary>Writes it as a file, signed by a key if there is one.</summary>
    public static string Save(TemporaryFolder folder, SigningKey? key = null, string name = "scene.bundle")
    {
        BundleWriter writer = Writer();
        writer.WriteFile(PhysicalFileSystem.Instance, folder.At(name), key is null ? null : BundleSignature.Sign(writer, [key]));
        return folder.At(name);
    }

    /// <summary>A root whose targets need one signature of one key.</summary>
    public static TrustedRoot Root(SigningKey targets)
    {
        using SigningKey root = SigningKey.Create();
        JsonObject role(SigningKey key) => new() { ["keyids"] = new JsonArray(key.Public.KeyId), ["threshold"] = 1 };
        JsonObject content = new()
        {
            ["_type"] = "root",
            ["spec_version"] = "1.0.34",
            ["version"] = 1,
            ["expires"] = "2100-01-01T00:00:00Z",
            ["consistent_snapshot"] = true,
            ["keys"] = new JsonObject
            {
                [root.Public.KeyId] = JsonNode.Parse(root.Public.Json.GetRawText()),
                [targets.Public.KeyId] = JsonNode.Parse(targets.Public.Json.GetRawText()),
            },
            ["roles"] = new JsonObject
            {
                ["root"] = role(root),
                ["targets"] = role(targets),
                ["snapshot"] = role(root),
                ["timestamp"] = role(root),
            },
        };
        return TrustedRoot.Parse(SignedEnvelope.Create(content, [root]));
    }
}
