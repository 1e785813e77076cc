using Banyan.Host;

return await Commands.Run(args);
