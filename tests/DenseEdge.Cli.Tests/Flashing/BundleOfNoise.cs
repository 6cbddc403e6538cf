using DenseEdge.Bundles;
using DenseEdge.Cli.Flashing;
using DenseEdge.Contracts;
using DenseEdge.Sdk;
using DenseEdge.Storage;
using DenseEdge.Tuf;

namespace DenseEdge.Cli.Tests.Flashing;

/// <summary>A signed bundle whose model and golden frames are random bytes: as good as any until somebody runs it.</summary>
internal static class BundleOfNoise
{
    /// <summary>Writes one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="modelBytes">The model's length.</param>
    /// <param name="key">Who signs; null for somebody.</param>
    public static FlashPayload Write(string path, int modelBytes, SigningKey? key = null)
    {
        (byte[] model, byte[] golden) = (Noise(modelBytes, seed: 1), Noise(1000, seed: 2));
        BundleManifest manifest = new()
        {
            Name = "rooms",
            Version = "1.2.0",
            ReleaseCounter = 3,
            CreatedUtc = DateTimeOffset.UnixEpoch,
            Tasks = [new BundleTask(TaskKind.Depth, "m", [])],
            InputContract = new InputContract(InputContract.Rgb24, 64, 96),
            Models =
            [
                new ModelVariant
                {
                    File = "rooms-cpu.onnx",
                    Digest = BlobDigest.Of(model),
                    Size = model.Length,
                    Precision = ModelPrecision.Float32,
                    InputFormat = default,
                    InputHeight = 64,
                    InputWidth = 96,
                    Runtimes = [new RuntimeRange(ExecutionProvider.Cpu, "1.20.0")],
                },
            ],
            GoldenDigest = BlobDigest.Of(golden),
            GoldenSize = golden.Length,
        };
        BundleWriter writer = new(manifest);
        writer.AddModel(manifest.Models[0], () => new MemoryStream(model));
        writer.AddGolden(golden);
        using SigningKey own = SigningKey.Create();
        writer.WriteFile(PhysicalFileSystem.Instance, path, BundleSignature.Sign(writer, [key ?? own]));
        return FlashPayload.Open(path);
    }

    private static byte[] Noise(int length, int seed)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
