using System.Text.Json;
using DenseEdge.Fleet.Actions;

namespace DenseEdge.FleetServer.Ddi;

/// <summary>Reads a device's feedback:
/// <c>{"status":{"execution":"proceeding","result":{"finished":"none","progress":{"cnt":2,"of":5}},"code":200,"details":["…"]}}</c>.</summary>
internal static class FeedbackReader
{
    /// <summary>Reads it.</summary>
    /// <param name="context">The request.</param>
    /// <exception cref="BadHttpRequestException">It is none.</exception>
    public static Task<NewReport> ReadAsync(HttpContext context) => DdiBody.ReadAsync(context, Read);

    private static NewReport Read(JsonElement root)
    {
        JsonElement status = DdiBody.Object(root, "status")
            ?? throw new BadHttpRequestException("Expected an object 'status', found none.");
        string? execution = DdiBody.Text(status, "execution");
        if (!ApiWord.TryRead(execution, out Execution parsed))
        {
            throw new BadHttpRequestException(
                $"status.execution: expected one of {ApiWord.All<Execution>()}, found '{execution}'.");
        }

        JsonElement? result = DdiBody.Object(status, "result");
        return new NewReport
        {
            Execution = parsed,
            Result = Finished(parsed, result),
            Code = DdiBody.Number(status, "code"),
            Progress = Progress(result),
            Details = DdiBody.Lines(status, "details"),
        };
    }

    // hawkBit takes an end for a success unless it is called a failure; a report that isn't an end has no result.
    private static ExecutionResult Finished(Execution execution, JsonElement? result)
    {
        string? word = result is { } element ? DdiBody.Text(element, "finished") : null;
        if (!ApiWord.TryRead(word ?? "none", out ExecutionResult finished))
        {
            throw new BadHttpRequestException(
                $"status.result.finished: expected one of {ApiWord.All<ExecutionResult>()}, found '{word}'.");
        }

        return execution == Execution.Closed && finished == ExecutionResult.None ? ExecutionResult.Success : finished;
    }

    private static ActionProgress? Progress(JsonElement? result)
    {
        if (result is not { } element || DdiBody.Object(element, "progress") is not { } progress
            || DdiBody.Number(progress, "cnt") is not ({ } done and >= 0))
        {
            return null;
        }

        return new ActionProgress(done, DdiBody.Number(progress, "of") is { } of and >= 0 ? of : null);
    }
}
