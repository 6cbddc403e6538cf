using System.Globalization;
using System.Net;
using System.Text;
using DenseEdge.Fleet;
using DenseEdge.Fleet.Models;
using DenseEdge.FleetServer.Artifacts;
using DenseEdge.FleetServer.Problems;
using DenseEdge.FleetServer.Security;
using DenseEdge.FleetServer.Settings;
using DenseEdge.FleetServer.Telemetry;
using Microsoft.Net.Http.Headers;

namespace DenseEdge.FleetServer.Ddi;

/// <summary>The files of a model version, for devices that have an action for it. Ranges, If-Range and entity tags are ASP.NET
/// Core's; the tag is the file's SHA-256, so that it is the same on every node.</summary>
internal sealed class ArtifactDownload(
    IFleetStore store, IArtifactStore artifacts, ServerSettings settings, FleetMeter meter)
{
    /// <summary>How the name of a file's checksum ends.</summary>
    public const string Md5Ending = ".MD5SUM";

    /// <summary>GET softwaremodules/{moduleId}/artifacts.</summary>
    public async Task ListAsync(HttpContext context, long moduleId)
    {
        DeviceCaller device = DeviceCaller.Of(context);
        ModelVersion? model = await FindAsync(device, moduleId, context.RequestAborted);
        await (model is null
            ? NoFile(moduleId, null).ExecuteAsync(context)
            : DdiDocument.AnswerAsync(
                context, (Model: model, Links: new DdiLinks(context.Request, settings, device.Id)),
                static (writer, view) => DeploymentDocument.WriteArtifacts(writer, view.Model, view.Links)));
    }

    /// <summary>GET or HEAD softwaremodules/{moduleId}/artifacts/{fileName}, or the same with <see cref="Md5Ending"/>.</summary>
    public async Task<IResult> DownloadAsync(HttpContext context, long moduleId, string fileName)
    {
        ModelVersion? model = await FindAsync(DeviceCaller.Of(context), moduleId, context.RequestAborted);
        if (Find(model, fileName) is { } artifact)
        {
            meter.CountDownload();
            return await SendAsync(artifact, model!.Created, context.RequestAborted);
        }

        bool isChecksum = fileName.EndsWith(Md5Ending, StringComparison.Ordinal);
        return isChecksum && Find(model, fileName[..^Md5Ending.Length]) is { } summed
            ? Results.Bytes(
                Encoding.ASCII.GetBytes($"{summed.Md5}  {summed.Name}"), "text/plain", summed.Name + Md5Ending)
            : NoFile(moduleId, fileName);
    }

    private async Task<IResult> SendAsync(ModelArtifact artifact, DateTimeOffset created, CancellationToken cancellation)
    {
        Stream? stream = await artifacts.OpenAsync(artifact.Sha256, artifact.SizeBytes, cancellation);
        return stream is null
            ? Problem.Result(
                HttpStatusCode.ServiceUnavailable,
                $"Expected the file {artifact.Sha256} in {artifacts.Place}, found none. Publish the model again.")
            : Results.Stream(
                stream, "application/octet-stream", artifact.Name, WholeSeconds(created),
                new EntityTagHeaderValue($"\"{artifact.Sha256}\""), enableRangeProcessing: true);
    }

    private async ValueTask<ModelVersion?> FindAsync(DeviceCaller device, long moduleId, CancellationToken cancellation)
        => await store.Actions.MayDownloadAsync(device.Id, moduleId, cancellation)
            ? await store.Models.FindAsync(moduleId, cancellation)
            : null;

    private static ModelArtifact? Find(ModelVersion? model, string fileName)
        => model?.Artifacts.FirstOrDefault(artifact => artifact.Name == fileName);

    // HTTP's dates have no parts of a second: one that had them would never be equal.
    private static DateTimeOffset WholeSeconds(DateTimeOffset time)
        => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());

    private static ProblemResult NoFile(long module, string? file) => Problem.NotFound(string.Create(
        CultureInfo.InvariantCulture,
        $"Expected a file of an update that this device has, found no such file '{file}' in the module {module}."));
}
