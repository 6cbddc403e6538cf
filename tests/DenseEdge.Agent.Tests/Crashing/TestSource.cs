using DenseEdge.Agent.Updating;
using DenseEdge.Storage;

namespace DenseEdge.Agent.Tests.Crashing;

/// <summary>Offers one bundle; fetches it in parts and unpacks it, without synchronising anything.</summary>
internal sealed class TestSource(TestBundle? bundle) : IUpdateSource
{
    public string Name => "the test's source";

    /// <summary>What is thrown in place of an answer.</summary>
    public UpdateException? Fault { get; set; }

    /// <summary>What is thrown in place of the bundle.</summary>
    public UpdateException? FetchFault { get; set; }

    public int Fetches { get; private set; }

    public Task<UpdateOffer?> CheckAsync(CancellationToken cancellationToken)
        => Fault is null ? Task.FromResult(bundle?.Offer) : throw Fault;

    public Task<FetchedModel> FetchAsync(
        UpdateOffer offer, IFileSystem files, string downloads, string staging, IProgress<double>? progress,
        CancellationToken cancellationToken)
    {
        Fetches++;
        if (FetchFault is not null)
        {
            throw FetchFault;
        }

        files.CreateDirectory(staging);
        foreach ((string name, byte[] bytes) in bundle!.Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string part = Path.Combine(downloads, Path.GetFileName(name) + ".part");
            bool isHere = files.FileExists(part) && DurableFile.Read(files, part, 1 << 20).AsSpan().SequenceEqual(bytes);
            if (!isHere)
            {
                Write(files, part, bytes);
            }

            string target = Path.Combine(staging, name);
            files.CreateDirectory(Path.GetDirectoryName(target)!);
            Write(files, target, bytes);
        }

        return Task.FromResult(new FetchedModel("scene.onnx", LatencyPromiseMs: 20));
    }

    private static void Write(IFileSystem files, string path, byte[] bytes)
    {
        using WritableFile file = files.Create(path);
        file.Write(bytes.AsSpan(0, bytes.Length / 3));
        file.Write(bytes.AsSpan(bytes.Length / 3));
    }
}
