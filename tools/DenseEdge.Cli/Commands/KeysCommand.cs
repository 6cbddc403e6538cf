using System.CommandLine;
using DenseEdge.Cli.Trusting;

namespace DenseEdge.Cli.Commands;

/// <summary>denseedge keys.</summary>
internal static class KeysCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create() => new("keys", "Make, list and rotate the keys that sign a repository.")
    {
        Make(), List(), Rotate(),
    };

    private static Command Make()
    {
        Argument<string[]> names = new("names")
        {
            Description = "Names of the keys. [default: root-1 root-2 root-3 targets snapshot timestamp]",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string> folder = Folder();
        Command command = new(
            "create", $"Make keys (ECDSA, P-256). The value of {KeyFolder.PassphraseVariable}, if set, encrypts them.")
        {
            names, folder,
        };
        command.SetAction(parsed => KeysVerb.Create(parsed.GetValue(folder)!, parsed.GetValue(names) ?? [], Console.Out));
        return command;
    }

    private static Command List()
    {
        Option<string> folder = Folder();
        Command command = new("list", "List the keys of a folder with their identifiers.") { folder };
        command.SetAction(parsed => KeysVerb.List(parsed.GetValue(folder)!, Console.Out));
        return command;
    }

    private static Command Rotate()
    {
        Argument<string> repository = new("repository") { Description = "The repository's folder." };
        Option<string> role = new("--role") { Description = "The role whose keys change.", HelpName = "role", Required = true };
        Option<string?> remove = new("--remove")
        {
            Description = "The key that goes: its identifier or public file.",
            HelpName = "key",
        };
        Option<string?> add = new("--add") { Description = "The key that comes: its public file.", HelpName = "file" };
        Command command = new("rotate", "Change who signs for a role; the new root then waits for its signatures.")
        {
            repository, role, remove, add,
        };
        command.SetAction(parsed => KeysVerb.Rotate(
            parsed.GetValue(repository)!,
            parsed.GetValue(role)!,
            parsed.GetValue(remove),
            parsed.GetValue(add),
            Console.Out));
        return command;
    }

    private static Option<string> Folder() => new("--folder")
    {
        Description = "Folder of the keys.",
        DefaultValueFactory = _ => "keys",
        HelpName = "folder",
    };
}
