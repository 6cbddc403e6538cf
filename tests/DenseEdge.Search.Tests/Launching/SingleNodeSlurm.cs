using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace DenseEdge.Search.Tests.Launching;

/// <summary>A Slurm cluster of this machine alone, with daemons, key, ports and folder of its own.</summary>
internal sealed class SingleNodeSlurm : IDisposable
{
    private const string Daemons = "/usr/sbin";
    private const string ConfigurationVariable = "SLURM_CONF";
    private static readonly string[] Folders = ["spool", "state", "run"];

    // In the order in which they are stopped.
    private static readonly string[] Stopped = ["slurmd", "slurmctld", "munged"];

    private readonly string _folder = Directory.CreateTempSubdirectory("slurm-").FullName;

    /// <summary>Starts the daemons and waits until the node is idle.</summary>
    public SingleNodeSlurm()
    {
        foreach (string name in Folders)
        {
            Directory.CreateDirectory(Path.Combine(_folder, name));
        }

        string key = Path.Combine(_folder, "munge.key");
        File.WriteAllBytes(key, RandomNumberGenerator.GetBytes(1024));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        string configuration = Path.Combine(_folder, "slurm.conf");
        File.WriteAllText(configuration, Configuration());
        Environment.SetEnvironmentVariable(ConfigurationVariable, configuration);
        Run(
            "munged", "--force", $"--key-file={key}", $"--socket={Socket}", $"--pid-file={PidFile("munged")}",
            $"--log-file={Path.Combine(_folder, "munged.log")}", $"--seed-file={Path.Combine(_folder, "munged.seed")}");
        Run("slurmctld", "-c");
        Run("slurmd", "-c");
        SpinWait.SpinUntil(() => Output("/usr/bin/sinfo", "-h", "-o", "%T").Contains("idle", StringComparison.Ordinal), 60_000);
    }

    /// <summary>Whether the daemons are there and may be started.</summary>
    public static bool IsInstalled => Environment.UserName == "root"
        && Stopped.All(name => File.Exists(Path.Combine(Daemons, name)));

    private string Socket => Path.Combine(_folder, "run", "munge.sock");

    public void Dispose()
    {
        foreach (string daemon in Stopped)
        {
            if (File.Exists(PidFile(daemon)))
            {
                using Process process = Process.GetProcessById(
                    int.Parse(File.ReadAllText(PidFile(daemon)), CultureInfo.InvariantCulture));
                process.Kill();
                process.WaitForExit();
            }
        }

        Environment.SetEnvironmentVariable(ConfigurationVariable, null);
        Directory.Delete(_folder, recursive: true);
    }

    private string PidFile(string daemon) => Path.Combine(_folder, "run", $"{daemon}.pid");

    // A credential's life is also the time that a requeued task is held: 120 s unless told otherwise.
    private string Configuration() => $"""
        ClusterName=test
        SlurmctldHost={Environment.MachineName}(127.0.0.1)
        SlurmUser=root
        SlurmdUser=root
        SlurmctldPort=26827
        SlurmdPort=26828
        AuthType=auth/munge
        AuthInfo=socket={Socket},cred_expire=5
        CredType=cred/munge
        ProctrackType=proctrack/pgid
        TaskPlugin=task/none
        SelectType=select/cons_tres
        JobAcctGatherType=jobacct_gather/none
        AccountingStorageType=accounting_storage/none
        ReturnToService=2
        JobRequeue=1
        MpiDefault=none
        StateSaveLocation={_folder}/state
        SlurmdSpoolDir={_folder}/spool
        SlurmctldPidFile={PidFile("slurmctld")}
        SlurmdPidFile={PidFile("slurmd")}
        SlurmctldLogFile={_folder}/slurmctld.log
        SlurmdLogFile={_folder}/slurmd.log
        NodeName={Environment.MachineName} NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
        PartitionName=main Nodes={Environment.MachineName} Default=YES MaxTime=INFINITE State=UP

        """;

    private static void Run(string daemon, params string[] arguments)
    {
        using Process process = Process.Start(Path.Combine(Daemons, daemon), arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private static string Output(string program, params string[] arguments)
    {
        ProcessStartInfo description = new(program, arguments) { RedirectStandardOutput = true };
        using Process process = Process.Start(description)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
