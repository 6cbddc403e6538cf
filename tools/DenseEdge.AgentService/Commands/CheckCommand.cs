using System.CommandLine;
using DenseEdge.Agent.Control;

namespace DenseEdge.AgentService.Commands;

/// <summary>denseedge-agent check.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        Option<bool> json = AgentVerb.Json();
        Option<string?> config = AgentVerb.Config();
        Option<string?> store = AgentVerb.Store();
        Command command = new("check", "Poll now, and install what is new.") { json, config, store };
        command.SetAction((parsed, cancellation) => AgentVerb.RunAsync(
            AgentSetup.Read(parsed.GetValue(config), parsed.GetValue(store)), new ControlRequest("check"),
            (agent, token) => agent.CheckAsync(token), new LineOutput(Console.Out, parsed.GetValue(json)), cancellation));
        return command;
    }
}
