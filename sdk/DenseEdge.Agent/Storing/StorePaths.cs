using DenseEdge.Storage;

namespace DenseEdge.Agent.Storing;

/// <summary>Where things lie in a store.</summary>
/// <param name="Root">The store's folder, absolute.</param>
public sealed record StorePaths(string Root)
{
    internal const string ModelsFolder = "models";
    internal const string InstalledFileName = "installed.json";
    private const string TrashEnding = ".deleted";

    /// <summary>A folder per installed model.</summary>
    public string Models => Path.Combine(Root, ModelsFolder);

    /// <summary>What is being fetched, unpacked or deleted. Nothing in it is ever used in place.</summary>
    public string Downloads => Path.Combine(Root, "downloads");

    /// <summary>Bundle files that a server assigned without saying which bundle they are; read, and never used in
    /// place.</summary>
    public string Assigned => Path.Combine(Root, "assigned");

    /// <summary>Reports of trials, newest last.</summary>
    public string Reports => Path.Combine(Root, "reports");

    /// <summary>Metadata of the signed repository.</summary>
    public string Metadata => Path.Combine(Root, "metadata");

    /// <summary>A file per app that tells how it is.</summary>
    public string Health => Path.Combine(Root, "health");

    /// <summary>Where the update stands.</summary>
    public string Record => Path.Combine(Root, "state.json");

    /// <summary>Held by the agent at work.</summary>
    public string Lock => Path.Combine(Root, "lock");

    /// <summary>Locked with flock(2) by an app that is busy.</summary>
    public string Busy => Path.Combine(Root, "busy");

    /// <summary>The socket that a running agent listens on.</summary>
    public string ControlSocket => Path.Combine(Root, "control.sock");

    /// <summary>The trusted root of the signed repository, as the device was given it.</summary>
    public string TrustedRoot => Path.Combine(Root, "root.json");

    /// <summary>The folder of an installed model.</summary>
    /// <param name="digest">The bundle's digest.</param>
    public string ModelFolder(string digest) => Path.Combine(Models, ModelReference.HexOf(digest));

    /// <summary>The folder that a bundle is unpacked in.</summary>
    /// <param name="digest">The bundle's digest.</param>
    public string StagingFolder(string digest) => Path.Combine(Downloads, ModelReference.HexOf(digest) + ".staging");

    /// <summary>The folder of a bundle's parts.</summary>
    /// <param name="digest">The bundle's digest.</param>
    public string PartsFolder(string digest) => Path.Combine(Downloads, ModelReference.HexOf(digest) + ".parts");

    internal string TrashFolder(string modelFolder) => Path.Combine(Downloads, Path.GetFileName(modelFolder) + TrashEnding);
}
