using System.Globalization;

namespace DenseEdge.FleetApi;

/// <content>Models and the signed repository.</content>
public sealed partial class FleetClient
{
    /// <summary>Lists what devices can be brought to, newest first.</summary>
    /// <param name="cancellation">Ends the request.</param>
    public Task<IReadOnlyList<ModelView>> ListModelsAsync(CancellationToken cancellation)
        => GetAsync("models", FleetJson.Default.IReadOnlyListModelView, cancellation);

    /// <summary>Publishes a file. It is sent as it is read, whatever its length.</summary>
    /// <param name="upload">What the file is.</param>
    /// <param name="content">The file; stays open.</param>
    /// <param name="progress">Gets the bytes sent so far; null if nobody wants to know.</param>
    /// <param name="cancellation">Ends the request.</param>
    public Task<ModelView> UploadModelAsync(
        ModelUpload upload, Stream content, IProgress<long>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(upload);
        ArgumentNullException.ThrowIfNull(content);
        string path = new QueryText("models").With("model", upload.Model).With("version", upload.Version)
            .With("file", upload.File).ToString();
        return AskAsync(
            HttpMethod.Post, path, new ProgressContent(content, progress), FleetJson.Default.ModelView, cancellation);
    }

    /// <summary>Deletes a version of a model that nothing needs any more.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="cancellation">Ends the request.</param>
    public Task DeleteModelAsync(long id, CancellationToken cancellation)
        => OrderAsync(HttpMethod.Delete, $"models/{id.ToString(CultureInfo.InvariantCulture)}", null, cancellation);

    /// <summary>Writes one file of the signed repository that devices trust.</summary>
    /// <param name="path">Its path in the repository, such as metadata/timestamp.json.</param>
    /// <param name="content">The file; stays open.</param>
    /// <param name="progress">Gets the bytes sent so far; null if nobody wants to know.</param>
    /// <param name="cancellation">Ends the request.</param>
    public Task PutRepositoryFileAsync(string path, Stream content, IProgress<long>? progress, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(content);
        string escaped = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        return OrderAsync(HttpMethod.Put, $"repository/{escaped}", new ProgressContent(content, progress), cancellation);
    }
}
