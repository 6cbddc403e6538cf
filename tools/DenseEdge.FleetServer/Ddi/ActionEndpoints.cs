using System.Net;
using DenseEdge.Fleet;
using DenseEdge.Fleet.Actions;
using DenseEdge.Fleet.Models;
using DenseEdge.FleetServer.Problems;
using DenseEdge.FleetServer.Security;
using DenseEdge.FleetServer.Settings;
using DenseEdge.FleetServer.Telemetry;

namespace DenseEdge.FleetServer.Ddi;

/// <summary>What a device is told to do and what it answers. The store finds an action only together with its device, so that
/// another device's action is none.</summary>
internal sealed class ActionEndpoints(IFleetStore store, ServerSettings settings, FleetMeter meter)
{
    /// <summary>GET deploymentBase/{actionId}: the device takes the action up, unless it was withdrawn.</summary>
    public async Task DeployAsync(HttpContext context, long actionId, int? actionHistory)
    {
        Deployment? deployment = await store.Actions.StartAsync(
            DeviceCaller.Of(context).Id, actionId, context.RequestAborted);
        if (deployment is not null)
        {
            meter.CountStart();
        }

        await ShowAsync(context, "deployment", deployment, actionId, actionHistory);
    }

    /// <summary>GET confirmationBase/{actionId}.</summary>
    public async Task ShowConfirmationAsync(HttpContext context, long actionId, int? actionHistory)
    {
        Deployment? deployment = await store.Actions.FindConfirmationAsync(
            DeviceCaller.Of(context).Id, actionId, context.RequestAborted);
        await ShowAsync(context, "confirmation", deployment, actionId, actionHistory);
    }

    /// <summary>GET installedBase/{actionId}: an action that has succeeded.</summary>
    public async Task ShowInstalledAsync(HttpContext context, long actionId, int? actionHistory)
    {
        DeviceAction? action = await store.Actions.FindAsync(actionId, context.RequestAborted);
        ModelVersion? model = action is { State: ActionState.Succeeded } && action.Device == DeviceCaller.Of(context).Id
            ? await store.Models.FindAsync(action.ModelId, context.RequestAborted)
            : null;
        Deployment? deployment = model is null ? null : new Deployment(action!, model);
        await ShowAsync(context, "deployment", deployment, actionId, actionHistory);
    }

    /// <summary>GET cancelAction/{actionId}.</summary>
    public async Task ShowCancelAsync(HttpContext context, long actionId)
    {
        DeviceAction? action = await store.Actions.FindCancelAsync(
            DeviceCaller.Of(context).Id, actionId, context.RequestAborted);
        await (action is null
            ? NoActionAsync(context, actionId)
            : DdiDocument.AnswerAsync(context, action.Id, CancelDocument.Write));
    }

    /// <summary>POST deploymentBase/{actionId}/feedback.</summary>
    public async Task ReportAsync(HttpContext context, long actionId)
    {
        NewReport report = await FeedbackReader.ReadAsync(context);
        FeedbackOutcome outcome = await store.Actions.ReportAsync(
            DeviceCaller.Of(context).Id, actionId, report, context.RequestAborted);
        meter.CountReport(report.Execution, report.Result, outcome);
        await AnswerAsync(context, actionId, outcome);
    }

    /// <summary>POST cancelAction/{actionId}/feedback.</summary>
    public async Task ReportCancelAsync(HttpContext context, long actionId)
    {
        NewReport report = await FeedbackReader.ReadAsync(context);
        FeedbackOutcome outcome = await store.Actions.ReportCancelAsync(
            DeviceCaller.Of(context).Id, actionId, report, context.RequestAborted);
        meter.CountReport(report.Execution, report.Result, outcome);
        await AnswerAsync(context, actionId, outcome);
    }

    /// <summary>POST confirmationBase/{actionId}/feedback.</summary>
    public async Task ConfirmAsync(HttpContext context, long actionId)
    {
        ConfirmationAnswer answer = await ConfirmationAnswer.ReadAsync(context);
        FeedbackOutcome outcome = await store.Actions.ConfirmAsync(
            DeviceCaller.Of(context).Id, actionId, answer.IsConfirmed, answer.Code, answer.Details, context.RequestAborted);
        await AnswerAsync(context, actionId, outcome);
    }

    private async Task ShowAsync(HttpContext context, string name, Deployment? deployment, long actionId, int? actionHistory)
    {
        if (deployment is null)
        {
            await NoActionAsync(context, actionId);
            return;
        }

        // The history is read for those who ask for it only: few clients do.
        if (actionHistory is not (null or 0))
        {
            DeviceAction? full = await store.Actions.FindAsync(actionId, context.RequestAborted);
            deployment = deployment with { Action = full ?? deployment.Action };
        }

        DdiLinks links = new(context.Request, settings, deployment.Action.Device);
        await DdiDocument.AnswerAsync(
            context, new DeploymentDocument(name, deployment, links, actionHistory ?? 0), DeploymentDocument.Write);
    }

    private static Task AnswerAsync(HttpContext context, long actionId, FeedbackOutcome outcome)
    {
        switch (outcome)
        {
            case FeedbackOutcome.Accepted:
                context.Response.StatusCode = StatusCodes.Status200OK;
                return Task.CompletedTask;
            case FeedbackOutcome.Ended:
                return Problem.WriteAsync(
                    context, HttpStatusCode.Gone, $"Expected an action that hasn't ended, found {actionId}, which has.");
            case FeedbackOutcome.TooMany:
                return Problem.WriteAsync(
                    context, HttpStatusCode.TooManyRequests,
                    $"Action {actionId} has as many reports as are kept; only the one that ends it is taken.");
            default:
                return NoActionAsync(context, actionId);
        }
    }

    private static Task NoActionAsync(HttpContext context, long actionId) => Problem.WriteAsync(
        context, HttpStatusCode.NotFound, $"Expected an action that waits for this device here, found no such action {actionId}.");
}
