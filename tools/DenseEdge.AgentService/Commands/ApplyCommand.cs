using System.CommandLine;
using DenseEdge.Agent.Control;
using DenseEdge.Agent.Updating;

namespace DenseEdge.AgentService.Commands;

/// <summary>denseedge-agent apply.</summary>
internal static class ApplyCommand
{
    public static Command Create()
    {
        Option<string> bundle = new("--bundle") { Description = "A bundle file or folder.", HelpName = "path", Required = true };
        Option<string?> root = new("--root")
        {
            Description = "The trusted root. A device without one keeps it. [default: the device's]",
            HelpName = "file",
        };
        Option<bool> dryRun = new("--dry-run") { Description = "Check signature, release, variant and space; change nothing." };
        Option<bool> downgrade = new("--allow-downgrade") { Description = "Take a lower release than the installed one." };
        Option<bool> retry = new("--retry-bad") { Description = "Take a bundle that is pinned as bad." };
        Option<bool> json = AgentVerb.Json();
        Option<string?> config = AgentVerb.Config();
        Option<string?> store = AgentVerb.Store();
        Command command = new(
            "apply", "Install one bundle: verify, prepare, try, switch. Exit code 0: active, 1: refused or failed, the old model runs.")
        {
            bundle, root, dryRun, downgrade, retry, json, config, store,
        };
        command.SetAction((parsed, cancellation) =>
        {
            AgentSetup setup = AgentSetup.Read(parsed.GetValue(config), parsed.GetValue(store));
            ControlRequest request = new("apply")
            {
                Bundle = Path.GetFullPath(parsed.GetRequiredValue(bundle)),
                Root = parsed.GetValue(root) is { } path ? Path.GetFullPath(path) : null,
                DryRun = parsed.GetValue(dryRun),
                AllowDowngrade = parsed.GetValue(downgrade),
                RetryBad = parsed.GetValue(retry),
            };
            UpdateRequest wanted = UpdateRequest.Operator with
            {
                IsDryRun = request.DryRun,
                AllowDowngrade = request.AllowDowngrade,
                RetryBad = request.RetryBad,
            };
            return AgentVerb.RunAsync(
                setup, request, (agent, token) => agent.ApplyAsync(setup.BundleSource(request), wanted, token),
                new LineOutput(Console.Out, parsed.GetValue(json)), cancellation);
        });
        return command;
    }
}
