using System.CommandLine;

return await new RootCommand("Keeps the model of this device up to date.").Parse(args).InvokeAsync();
