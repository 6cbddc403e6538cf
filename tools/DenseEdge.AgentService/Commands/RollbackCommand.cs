using System.CommandLine;
using DenseEdge.Agent.Control;

namespace DenseEdge.AgentService.Commands;

/// <summary>denseedge-agent rollback.</summary>
internal static class RollbackCommand
{
    private const string DefaultReason = "The operator wanted it.";

    public static Command Create()
    {
        Option<string?> reason = new("--reason") { Description = "Why, for whoever reads the status later.", HelpName = "text" };
        Option<bool> json = AgentVerb.Json();
        Option<string?> config = AgentVerb.Config();
        Option<string?> store = AgentVerb.Store();
        Command command = new("rollback", "Return to the last known good model; the active one is pinned as bad.")
        {
            reason, json, config, store,
        };
        command.SetAction((parsed, cancellation) =>
        {
            string why = parsed.GetValue(reason) ?? DefaultReason;
            return AgentVerb.RunAsync(
                AgentSetup.Read(parsed.GetValue(config), parsed.GetValue(store)), new ControlRequest("rollback") { Reason = why },
                (agent, token) => agent.RollBackAsync(why, token), new LineOutput(Console.Out, parsed.GetValue(json)), cancellation);
        });
        return command;
    }
}
